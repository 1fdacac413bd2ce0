import { database } from "#app/db/database.server.ts";

/** Event endpoints of an account that are switched off: what happens waits for them. Index: event_endpoints (account_id). */
export async function listOffEndpoints(accountId: string): Promise<{ id: string; host: string }[]> {
  const endpoints = await database().prisma.eventEndpoint.findMany({
    where: { accountId, offAt: { not: null } },
    orderBy: { id: "asc" },
    select: { id: true, url: true },
  });
  return endpoints.map(({ id, url }) => ({ id, host: new URL(url).host }));
}
