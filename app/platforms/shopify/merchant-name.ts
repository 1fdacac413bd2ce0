/** The part of a session that tells who is there. */
export interface SessionUser {
  onlineAccessInfo?: { associated_user: { first_name?: string | null; last_name?: string | null } };
}

/** What the history calls the person at the keyboard. */
export function merchantName(session: SessionUser): string {
  const user = session.onlineAccessInfo?.associated_user;
  // The session storage writes a missing name as the text "null".
  const names = [user?.first_name, user?.last_name].filter((name) => name && name !== "null");
  return names.join(" ").trim() || "Merchant";
}
