import { database } from "#app/db/database.server.ts";

/** A Magento store of which people were told that it is late. */
export interface LateStore {
  id: string;
  name: string;
  /** When it last called; null: never. */
  lastExchangeAt: string | null;
}

/** Stores of an account that do not call, or do not take what they are told, those that have been so longest first. */
export async function listLateStores(accountId: string): Promise<LateStore[]> {
  const stores = await database().prisma.store.findMany({
    where: { accountId, lateToldAt: { not: null }, disconnectedAt: null },
    orderBy: { exchangedAt: { sort: "asc", nulls: "first" } },
    select: { id: true, name: true, exchangedAt: true },
  });
  return stores.map(({ id, name, exchangedAt }) => ({
    id,
    name,
    lastExchangeAt: exchangedAt?.toISOString() ?? null,
  }));
}
