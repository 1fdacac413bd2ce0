import { database } from "#app/db/database.server.ts";

/** Requests of customers that are to be answered, and by when the first. Index: privacy_requests (account_id, id). */
export async function countDataRequests(accountId: string): Promise<{ count: number; dueAt: string | null }> {
  const found = await database().prisma.privacyRequest.aggregate({
    where: { accountId, kind: "data", state: "open" },
    _count: true,
    _min: { dueAt: true },
  });
  return { count: found._count, dueAt: found._min.dueAt?.toISOString() ?? null };
}
