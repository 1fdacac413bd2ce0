import type { Prisma } from "@prisma/client";
import { database } from "#app/db/database.server.ts";
import { type HistoryAbout, type HistoryWho, verbsAbout } from "./history-filter.ts";
import { type HistoryVerb, historySentence } from "./history-verbs.ts";

export interface HistoryLine {
  id: string;
  actor: string;
  verb: HistoryVerb;
  /** What the sentence is filled with. */
  detail: Record<string, unknown>;
  sentence: string;
  /** The pool that it is about; null for what concerns the account, or a pool that is gone. */
  pool: { id: string; name: string } | null;
  at: string;
}

/** How the actors of each kind are called. */
const ACTORS: Record<HistoryWho, Prisma.HistoryEntryWhereInput> = {
  people: {
    NOT: [{ actor: { in: ["system", "shopify", "Magento"] } }, { actor: { startsWith: "API client " } }],
  },
  api: { actor: { startsWith: "API client " } },
  bridge: { actor: "Magento" },
  // What Shopify asks for by law, the app does by itself.
  system: { actor: { in: ["system", "shopify"] } },
};

/**
 * The newest entries of an account, or of one of its pools; `before` is the id to go on from. With `after`: those that
 * came next to it.
 * Indexes: history (account_id, id); history (account_id, pool_id, created_at).
 */
export async function listHistory(query: {
  accountId: string;
  poolId?: string | undefined;
  who?: HistoryWho | undefined;
  about?: HistoryAbout | undefined;
  before?: string | undefined;
  after?: string | undefined;
  limit: number;
}): Promise<HistoryLine[]> {
  const { accountId, poolId, who, about, before, after, limit } = query;
  const { prisma } = database();
  const found = await prisma.historyEntry.findMany({
    where: {
      accountId,
      ...(poolId ? { poolId } : {}),
      ...(who ? ACTORS[who] : {}),
      ...(about ? { verb: { in: verbsAbout(about) } } : {}),
      ...(before ? { id: { lt: before } } : {}),
      ...(after ? { id: { gt: after } } : {}),
    },
    orderBy: { id: after ? "asc" : "desc" },
    take: limit,
  });
  const entries = after ? found.toReversed() : found;
  const poolIds = [...new Set(entries.flatMap((entry) => entry.poolId ?? []))];
  const pools = await prisma.pool.findMany({
    where: { accountId, id: { in: poolIds } },
    select: { id: true, name: true },
  });
  const poolOf = new Map(pools.map((pool) => [pool.id, pool]));
  return entries.map((entry) => ({
    id: entry.id,
    actor: entry.actor,
    verb: entry.verb as HistoryVerb,
    detail: entry.detail as Record<string, unknown>,
    sentence: historySentence(entry.verb as HistoryVerb, entry.detail as Record<string, unknown>),
    pool: poolOf.get(entry.poolId ?? "") ?? null,
    at: entry.createdAt.toISOString(),
  }));
}
