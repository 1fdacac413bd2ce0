import type { Allotment } from "#app/campaigns/deal-codes.ts";
import { countPrepared, dealPrepared } from "#app/campaigns/deal-prepared.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { needsReplenishing } from "#app/pools/needs-replenishing.ts";
import { percentRemaining } from "#app/pools/percent-remaining.ts";
import { poolRemaining } from "#app/pools/pool-view.ts";
import { queueReplenishing } from "#app/pools/queue-replenishing.server.ts";
import type { CampaignType, ClaimedPool } from "./claim-answer.ts";
import { foldBounds } from "./fold-bounds.ts";
import { type LockedPool, lockForFold } from "./lock-for-fold.server.ts";

/** One recipient in a fold. */
export interface FoldEntry {
  key: string;
  contactHash: Buffer;
  campaignId: string;
  campaignType: CampaignType;
  clientId: string;
  /** Its time to wait is over: it takes the fixed code when there is no other. */
  givesUp?: boolean;
}

/** The recipients of one request: answered together, or refused together. */
export type FoldRequest = readonly FoldEntry[];

/** What the fold found for one recipient. `reused`: a key of its request names another message. */
export interface FoldRow extends Record<string, unknown> {
  outcome: "assigned" | "repeated" | "kept" | "fallback" | "exhausted" | "not_ready" | "released" | "reused";
  /** Whether it is this very key that was used before for another message. */
  isReused: boolean;
  code: string | null;
  assignedAt: Date;
  expiresAt: Date | null;
}

/** The pool as the fold left it. */
export interface FoldedPool extends ClaimedPool {
  /** Codes that ever became claimable: another number means that there are new ones. */
  confirmed: number;
  /** How long a recipient that is not ready waits, and whether it gets the fixed code after that. */
  waitMilliseconds: number;
  fallsBack: boolean;
}

export type FoldResult =
  | { kind: "answered"; rows: FoldRow[][]; pool: FoldedPool }
  | { kind: "archived" }
  | { kind: "unavailable"; reason: string };

// One plan for every size of fold, by the indexes alone: planning this statement costs more than running it for
// a few recipients. The plan may be made while the tables are nearly empty, so what is right for large ones is not
// left to their statistics: look-ups by index ("lateral ... limit 1" in the statement), joins of one list of the
// fold with another by hash or merge. Without this, a fold of 5,000 took 1.2 s in a young database, now 0.15 s.
export const PLAN_SETTINGS = [
  "set local plan_cache_mode = force_generic_plan",
  "set local enable_seqscan = off",
  "set local enable_bitmapscan = off",
  "set local enable_nestloop = off",
  "set local jit = off",
].join("; ");
const CLAIM = { name: "claims-claim-codes", text: loadSql("claims/claim-codes.sql") };

/**
 * Answers several requests for one pool in one transaction and returns after its commit.
 * No key may stand twice in a fold.
 */
export async function runFold(poolId: string, requests: readonly FoldRequest[]): Promise<FoldResult> {
  const answer = async (client: Queryable): Promise<FoldResult> => {
    const wanted = requests.reduce((sum, request) => sum + request.length, 0);
    const pool = await lockForFold(client, poolId, wanted);
    if (pool.archived) return { kind: "archived" };
    if (pool.unavailableReason !== null && pool.whenDry === "stop") {
      return { kind: "unavailable", reason: pool.unavailableReason };
    }
    const isPrepared = pool.prepared && pool.unavailableReason === null;
    const allotment = isPrepared ? await dealPrepared(client, poolId, pool) : null;
    const { rows } = await client.query<FoldRow & { available: number | null; assigned: number | null }>({
      ...CLAIM,
      values: valuesOf(poolId, pool, requests, allotment),
    });
    const available = rows[0]?.available ?? pool.available;
    const assigned = rows[0]?.assigned ?? pool.assigned;
    const setAside = allotment
      ? await countPrepared(client, poolId, allotment.shares, assignedByCampaign(requests.flat(), rows))
      : 0;
    if (pool.type === "dynamic" && !pool.replenishQueued && pool.unavailableReason === null) {
      const leftNotReady = rows.filter(({ outcome }) => outcome === "not_ready").length;
      const others = allotment ? forOthers(pool, allotment, available, setAside) : null;
      if (needsReplenishing({ ...pool, available, assigned, leftNotReady, others })) {
        await queueReplenishing(client, poolId);
      }
    }
    const remaining = poolRemaining({ ...pool, available, assigned });
    return {
      kind: "answered",
      rows: splitByRequest(rows, requests),
      pool: {
        id: poolId,
        remaining,
        percentRemaining: remaining === null ? null : percentRemaining(remaining, assigned),
        confirmed: pool.confirmed,
        waitMilliseconds: pool.waitMilliseconds,
        fallsBack: pool.notReadyFallback && pool.fallbackCode !== null,
      },
    };
  };
  return await inTransaction(answer, `begin; ${PLAN_SETTINGS}`);
}

function valuesOf(
  poolId: string,
  pool: LockedPool,
  requests: readonly FoldRequest[],
  allotment: Allotment | null,
): unknown[] {
  const { whenDry, perContact, makesCodes, free, room } = foldBounds(pool, allotment);
  const entries = requests.flatMap((request, index) =>
    request.map((entry) => ({ ...entry, request: index })),
  );
  const reserved = new Map<string, { ready: number; open: number }>();
  for (const { campaignId, ready, open } of allotment?.shares ?? []) {
    const before = reserved.get(campaignId);
    reserved.set(campaignId, { ready: (before?.ready ?? 0) + ready, open: (before?.open ?? 0) + open });
  }
  return [
    poolId,
    pool.accountId,
    perContact,
    pool.claimCursor,
    pool.minValiditySeconds,
    whenDry,
    pool.fallbackCode,
    entries.map(({ request }) => request),
    entries.map(({ key }) => key),
    entries.map(({ contactHash }) => contactHash),
    entries.map(({ campaignId }) => campaignId),
    entries.map(({ campaignType }) => campaignType),
    entries.map(({ clientId }) => clientId),
    pool.validDays,
    pool.timeZone,
    makesCodes,
    free,
    room,
    allotment ? entries.map(({ campaignId }) => reserved.get(campaignId)?.ready ?? 0) : null,
    allotment ? entries.map(({ campaignId }) => reserved.get(campaignId)?.open ?? 0) : null,
    entries.some(({ givesUp }) => givesUp) ? entries.map(({ givesUp }) => givesUp === true) : null,
  ];
}

/** How many fresh codes each campaign got. */
function assignedByCampaign(entries: readonly FoldEntry[], rows: readonly FoldRow[]): Map<string, number> {
  const assigned = new Map<string, number>();
  for (const [index, { campaignId }] of entries.entries()) {
    if (rows[index]?.outcome === "assigned") assigned.set(campaignId, (assigned.get(campaignId) ?? 0) + 1);
  }
  return assigned;
}

/** What those without a preparation find after this fold, of which so many codes had been set aside. */
function forOthers(pool: LockedPool, { shares }: Allotment, available: number, fromSetAside: number) {
  const ready = shares.reduce((sum, share) => sum + share.ready, 0);
  const missing = shares.reduce((sum, share) => sum + share.open - share.ready, 0);
  return {
    ready: available - (ready - fromSetAside),
    pending: Math.max(0, pool.pending - missing),
    base: pool.bufferBase,
  };
}

function splitByRequest(rows: FoldRow[], requests: readonly FoldRequest[]): FoldRow[][] {
  let start = 0;
  return requests.map((request) => {
    const end = start + request.length;
    const own = rows.slice(start, end);
    start = end;
    return own;
  });
}
