import { database } from "#app/db/database.server.ts";
import { type HistoryVerb, historySentence } from "./history-verbs.ts";

export interface HistoryLine {
  id: string;
  actor: string;
  verb: HistoryVerb;
  sentence: string;
  at: string;
}

/** The newest entries of an account, or of one of its pools; `before` is the id to go on from. */
export async function listHistory(query: {
  accountId: string;
  poolId?: string;
  before?: string;
  limit: number;
}): Promise<HistoryLine[]> {
  const entries = await database().prisma.historyEntry.findMany({
    where: {
      accountId: query.accountId,
      poolId: query.poolId,
      id: query.before ? { lt: query.before } : undefined,
    },
    orderBy: { id: "desc" },
    take: query.limit,
  });
  return entries.map(({ id, actor, verb: text, detail, createdAt }) => {
    const verb = text as HistoryVerb;
    const sentence = historySentence(verb, detail as Record<string, unknown>);
    return { id, actor, verb, sentence, at: createdAt.toISOString() };
  });
}
