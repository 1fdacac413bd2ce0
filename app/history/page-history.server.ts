import { type HistoryLine, listHistory } from "./list-history.server.ts";

/** A page of the history, and whether there is more on either side. */
export interface HistoryPage {
  lines: HistoryLine[];
  hasNewer: boolean;
  hasOlder: boolean;
}

type Wanted = Omit<Parameters<typeof listHistory>[0], "limit" | "before" | "after">;

/** The newest page, the one before an entry, or the one after it: with that many lines as long as there are so many. */
export async function pageHistory(
  wanted: Wanted,
  from: { before?: string | undefined; after?: string | undefined },
  pageSize: number,
): Promise<HistoryPage> {
  if (from.after !== undefined) {
    const newer = await listHistory({ ...wanted, after: from.after, limit: pageSize + 1 });
    // A page that is not full is the first one, and shown from its start.
    if (newer.length > pageSize) return { lines: newer.slice(1), hasNewer: true, hasOlder: true };
  }
  const before = from.after === undefined ? from.before : undefined;
  const lines = await listHistory({ ...wanted, before, limit: pageSize + 1 });
  return {
    lines: lines.slice(0, pageSize),
    hasNewer: before !== undefined,
    hasOlder: lines.length > pageSize,
  };
}
