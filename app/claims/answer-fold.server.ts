import { type Allotment, afterClaims } from "#app/campaigns/deal-codes.ts";
import { countPrepared, dealPrepared } from "#app/campaigns/deal-prepared.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { needsReplenishing } from "#app/pools/needs-replenishing.ts";
import { percentRemaining } from "#app/pools/percent-remaining.ts";
import { poolRemaining } from "#app/pools/pool-row.ts";
import { queueReplenishing } from "#app/pools/queue-replenishing.server.ts";
import { findErased } from "./find-erased.server.ts";
import type { FoldEntry, FoldedPool, FoldRequest, FoldRow } from "./fold.ts";
import { foldBounds } from "./fold-bounds.ts";
import { type LockedPool, lockForFold } from "./lock-for-fold.server.ts";

export type FoldResult =
  | { kind: "answered"; rows: FoldRow[][]; pool: FoldedPool }
  | { kind: "archived" }
  /** Its store was erased. */
  | { kind: "gone" }
  | { kind: "unavailable"; reason: string };

const CLAIM = { name: "claims-claim-codes", text: loadSql("claims/claim-codes.sql") };

/**
 * Answers several requests for one pool in the caller's transaction, which begins with PLAN_SETTINGS (run-fold). No
 * key may stand twice in a fold.
 */
export async function answerFold(
  client: Queryable,
  poolId: string,
  requests: readonly FoldRequest[],
): Promise<FoldResult> {
  const wanted = requests.reduce((sum, request) => sum + request.length, 0);
  const pool = await lockForFold(client, poolId, wanted);
  if (!pool) return { kind: "gone" };
  if (pool.archived) return { kind: "archived" };
  if (pool.unavailableReason !== null && pool.whenDry === "stop") {
    return { kind: "unavailable", reason: pool.unavailableReason };
  }
  const { rows, available, assigned, others } = pool.keysErased
    ? await claimUnerased(client, poolId, pool, requests)
    : await claimFrom(client, poolId, pool, requests);
  if (pool.type === "dynamic" && !pool.replenishQueued && pool.unavailableReason === null) {
    const leftNotReady = rows.flat().filter(({ outcome }) => outcome === "not_ready").length;
    if (needsReplenishing({ ...pool, available, assigned, leftNotReady, others })) {
      await queueReplenishing(client, poolId);
    }
  }
  const remaining = poolRemaining({ ...pool, available, assigned });
  return {
    kind: "answered",
    rows,
    pool: {
      id: poolId,
      remaining,
      percentRemaining: remaining === null ? null : percentRemaining(remaining, assigned),
      confirmed: pool.confirmed,
      waitMilliseconds: pool.waitMilliseconds,
      fallsBack: pool.notReadyFallback && pool.fallbackCode !== null,
    },
  };
}

interface Claimed {
  rows: FoldRow[][];
  available: number;
  assigned: number;
}

interface ClaimedFrom extends Claimed {
  /** What is left to campaigns for which nothing is prepared; null where nothing is prepared for any. */
  others: { ready: number; pending: number; base: number } | null;
}

async function claimFrom(
  client: Queryable,
  poolId: string,
  pool: LockedPool,
  requests: readonly FoldRequest[],
): Promise<ClaimedFrom> {
  const isPrepared = pool.prepared && pool.unavailableReason === null;
  return isPrepared
    ? await claimPrepared(client, poolId, pool, requests)
    : { ...(await claim(client, poolId, pool, requests, null)), others: null };
}

/** Where keys were erased: a request that repeats one is refused as a whole, the others are answered. */
async function claimUnerased(
  client: Queryable,
  poolId: string,
  pool: LockedPool,
  requests: readonly FoldRequest[],
): Promise<ClaimedFrom> {
  const erased = await findErased(client, poolId, requests);
  const standing = requests.filter((request) => !request.some((entry) => erased.has(entry)));
  const claimed =
    standing.length > 0
      ? await claimFrom(client, poolId, pool, standing)
      : { rows: [], available: pool.available, assigned: pool.assigned, others: null };
  const rowsOf = new Map(standing.map((request, index) => [request, claimed.rows[index] ?? []]));
  const refusal = (entry: FoldEntry): FoldRow => ({ ...REFUSED, isCulprit: erased.has(entry) });
  return { ...claimed, rows: requests.map((request) => rowsOf.get(request) ?? request.map(refusal)) };
}

const REFUSED = { outcome: "erased", code: null, assignedAt: new Date(0), expiresAt: null } as const;

/** Runs the claiming statement for requests: all of a fold, or those of one campaign. */
async function claim(
  client: Queryable,
  poolId: string,
  pool: LockedPool,
  requests: readonly FoldRequest[],
  part: { allotment: Allotment; campaignId: string } | null,
): Promise<Claimed> {
  const { perContact, makesCodes, take, within } = foldBounds(pool, part);
  const entries = requests.flatMap((request, index) =>
    request.map((entry) => ({ ...entry, request: index })),
  );
  const { rows } = await client.query<FoldRow & { available: number | null; assigned: number | null }>({
    ...CLAIM,
    values: [
      poolId,
      pool.accountId,
      perContact,
      pool.claimCursor,
      pool.minValiditySeconds,
      pool.whenDry,
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
      take,
      within,
      entries.some(({ givesUp }) => givesUp) ? entries.map(({ givesUp }) => givesUp === true) : null,
      pool.claimDays,
      pool.storeId,
    ],
  });
  return {
    rows: splitByRequest(rows, requests),
    available: rows[0]?.available ?? pool.available,
    assigned: rows[0]?.assigned ?? pool.assigned,
  };
}

/** Where codes are set aside, one campaign after the other: each finds its own and what is free. */
async function claimPrepared(
  client: Queryable,
  poolId: string,
  locked: LockedPool,
  requests: readonly FoldRequest[],
): Promise<ClaimedFrom> {
  let allotment = await dealPrepared(client, poolId, locked);
  let pool = locked;
  const rows: FoldRow[][] = requests.map(() => []);
  const counts = new Map<string, number>();
  for (const [campaignId, places] of placesByCampaign(requests)) {
    const own = places.map((place) => requests[place] ?? []);
    const claimed = await claim(client, poolId, pool, own, { allotment, campaignId });
    for (const [index, place] of places.entries()) rows[place] = claimed.rows[index] ?? [];
    const after = afterClaims(allotment, campaignId, claimed.assigned - pool.assigned);
    for (const [id, count] of after.counts) counts.set(id, count);
    allotment = after.allotment;
    pool = { ...pool, available: claimed.available, assigned: claimed.assigned };
  }
  await countPrepared(client, poolId, counts);
  const missing = allotment.shares.reduce((sum, { open, ready }) => sum + open - ready, 0);
  const others = {
    ready: allotment.free,
    pending: Math.max(0, pool.pending - missing),
    base: pool.bufferBase,
  };
  return { rows, available: pool.available, assigned: pool.assigned, others };
}

/** The requests of a fold by campaign, in the order in which campaigns came; a request has one. */
function placesByCampaign(requests: readonly FoldRequest[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [place, [first]] of requests.entries()) {
    const campaignId = first?.campaignId ?? "";
    places.set(campaignId, [...(places.get(campaignId) ?? []), place]);
  }
  return places;
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
