import { formatTime } from "./format.ts";

/** What a code's state means to a merchant. */
const STATE_WORDS: Record<string, string> = {
  pending: "is being made",
  available: "has not been assigned yet",
  assigned: "is assigned",
  redeemed: "was redeemed",
  quarantined: "was given back and waits to be assigned again",
  expired: "expired before it was assigned",
  rejected: "was refused by the store",
  void: "is void",
};

/** "SAVE-7KQ2 is assigned." and the like. */
export function codeSentence(
  found: { code: string; state: string; returnsAt: string | null },
  timeZone: string,
): string {
  const words = STATE_WORDS[found.state] ?? `is ${found.state}`;
  const until =
    found.state === "quarantined" && found.returnsAt ? ` from ${formatTime(found.returnsAt, timeZone)}` : "";
  return `${found.code} ${words}${until}.`;
}

/** How a message came to its code. */
export const OUTCOME_WORDS: Record<"assigned" | "kept" | "fallback", string> = {
  assigned: "Got this code fresh",
  kept: "Repeated the contact's code",
  fallback: "Got the shared fallback code",
};
