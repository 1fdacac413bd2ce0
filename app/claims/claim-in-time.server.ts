import { env } from "#app/config/env.server.ts";
import {
  CODES_LOOK_EVERY_MILLISECONDS,
  CONNECTIONS_KEPT_FROM_FOLDS,
  RECIPIENTS_WAITING_PER_POOL_MAX,
} from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { isDataError } from "#app/db/is-data-error.server.ts";
import { outsideRequests } from "#app/log/log-context.server.ts";
import { FOLD_RECIPIENTS, FOLD_SECONDS } from "#app/metrics/instruments.server.ts";
import { CodeWaiters, type PoolNews } from "./code-waiters.server.ts";
import { type FoldEntry, type FoldedPool, type FoldRow, isRefused } from "./fold.ts";
import { FoldQueue, QUEUE_FULL } from "./fold-queue.ts";
import { runFold } from "./run-fold.server.ts";

/** What one request gets from its folds. */
export type FoldAnswer =
  | { kind: "archived" }
  | { kind: "gone" }
  | { kind: "unavailable"; reason: string }
  | { kind: "answered"; rows: FoldRow[]; pool: FoldedPool };

let queue: FoldQueue<FoldEntry, FoldAnswer> | undefined;

function folds(): FoldQueue<FoldEntry, FoldAnswer> {
  queue ??= new FoldQueue<FoldEntry, FoldAnswer>({
    foldsMax: env().DATABASE_POOL_SIZE - CONNECTIONS_KEPT_FROM_FOLDS,
    run: async (poolId, requests) => {
      FOLD_RECIPIENTS.observe(requests.reduce((sum, request) => sum + request.length, 0));
      const endTimer = FOLD_SECONDS.startTimer();
      // A fold answers many requests: its lines are none of theirs.
      const result = await outsideRequests(() => runFold(poolId, requests)).finally(endTimer);
      if (result.kind !== "answered") return requests.map(() => result);
      return result.rows.map((rows) => ({ ...result, rows }));
    },
    isWorthSplitting: isDataError,
  });
  return queue;
}

const waiters = new CodeWaiters({
  everyMilliseconds: CODES_LOOK_EVERY_MILLISECONDS,
  recipientsMax: RECIPIENTS_WAITING_PER_POOL_MAX,
  look: async (poolIds) => {
    const { rows } = await database().pool.query<PoolNews>(
      `select id as "poolId", added - pending - rejected as confirmed, available,
              archived_at is not null or unavailable_reason is not null as stopped
       from pools where id = any ($1)`,
      [poolIds],
    );
    return rows;
  },
});

/** A number of confirmed codes that no pool has. */
const NEVER = -1;

/**
 * Answers the recipients of one request, no key twice. Those for whom codes are being made wait as long as the
 * pool says, then go into a fold again: alone, so that whoever was answered is not asked twice.
 */
export async function claimInTime(
  poolId: string,
  entries: readonly FoldEntry[],
): Promise<FoldAnswer | typeof QUEUE_FULL> {
  const first = await folds().add(poolId, entries);
  if (first === QUEUE_FULL || first.kind !== "answered") return first;
  const rows = [...first.rows];
  let { pool } = first;
  const until = performance.now() + pool.waitMilliseconds;
  /** Positions of those who wait. A key that was meanwhile used for another message stays with its first answer. */
  let waiting = rows.flatMap(({ outcome }, index) => (outcome === "not_ready" ? [index] : []));
  while (waiting.length > 0) {
    const why = await waiters.wait(poolId, {
      recipients: waiting.length,
      confirmed: pool.confirmed,
      milliseconds: until - performance.now(),
    });
    const givesUp = why === "time is over";
    if (givesUp && !pool.fallsBack) break;
    const again = await folds().add(
      poolId,
      waiting.flatMap((index) => ({ ...entryAt(entries, index), givesUp })),
    );
    if (again === QUEUE_FULL) {
      if (givesUp) break;
      continue;
    }
    if (again.kind !== "answered") {
      if (waiting.length === rows.length) return again;
      break;
    }
    // Refused for a neighbour's sake: there was nothing to learn about codes, so the next look may wake it.
    const wasRefused = again.rows.some(isRefused);
    pool = wasRefused ? { ...again.pool, confirmed: NEVER } : again.pool;
    waiting = waiting.filter((index, place) => {
      const row = again.rows[place];
      if (!row) throw new Error("A fold answered fewer recipients than it was asked for.");
      if (isRefused(row)) return !row.isCulprit;
      rows[index] = row;
      return row.outcome === "not_ready";
    });
    if (givesUp && !wasRefused) break;
  }
  return { kind: "answered", rows, pool };
}

function entryAt(entries: readonly FoldEntry[], index: number): FoldEntry {
  const entry = entries[index];
  if (!entry) throw new Error("A fold answered more recipients than it was asked for.");
  return entry;
}
