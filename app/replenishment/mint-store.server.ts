import { randomUUID } from "node:crypto";
import type { PlatformName } from "#app/accounts/account-view.ts";
import { BATCHES_IN_FLIGHT_LEAST, MINT_LEASE_SECONDS, PENDING_SLICE_CODES } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { log } from "#app/log/log.server.ts";
import type { CollectPace } from "./collect-outcomes.server.ts";
import { markUnreachable } from "./mark-unreachable.server.ts";
import { type Minted, mintBatch } from "./mint-batch.server.ts";
import { type NextBatch, nextBatch } from "./open-batch.server.ts";
import { batchesInFlight } from "./pace.ts";
import { PENDING_CODES } from "./pending-codes.ts";
import { replenishPool } from "./replenish-pool.server.ts";
import { endLease, renewLease, takeLease } from "./store-lease.server.ts";
import type { Work } from "./work.ts";

/** How minting ended. `elsewhere`: another process has the store's lease, and does it. */
export type MintedStore = { kind: "idle" | "elsewhere" | "stopped" | "unreachable" };

/**
 * Sends a store's pending batches until none is left, the most urgent pool first, as many at a time as its pace
 * allows. One process at a time does it for a store. Throws when the platform does not answer: the job is tried
 * again, and goes on where this one stopped.
 */
export async function mintStore(request: Work & { storeId: string }): Promise<MintedStore> {
  const { storeId, signal } = request;
  const holder = randomUUID();
  for (;;) {
    if (!(await takeLease(storeId, holder))) return { kind: "elsewhere" };
    let end: End;
    try {
      end = await mintUnderLease(request, holder);
    } finally {
      await endLease(storeId, holder);
    }
    if (end.kind === "unreachable") {
      await markUnreachable(storeId, end.reason);
      log().warn({ storeId, reason: end.reason, detail: end.detail }, "a store is out of reach");
      return { kind: "unreachable" };
    }
    if (end.kind === "gave_up") throw new Error(`The platform does not answer: ${end.detail}`);
    if (end.kind === "stopped" || signal.aborted) return { kind: "stopped" };
    // A job that came while the lease was held has ended without doing anything: its batch is ours to see.
    if (!(await nextBatch(storeId, { batchIds: [], groupIds: [] }))) return { kind: "idle" };
  }
}

type End = { kind: "idle" | "stopped" } | Extract<Minted, { kind: "unreachable" | "gave_up" }>;

interface Flight {
  done: Promise<void>;
  groupId: string;
  makesDiscount: boolean;
}

async function mintUnderLease(request: Work & { storeId: string }, holder: string): Promise<End> {
  const { storeId, clock } = request;
  const ours = new AbortController();
  const work = { ...request, signal: AbortSignal.any([request.signal, ours.signal]) };
  const flights = new Map<string, Flight>();
  const pace: CollectPace = { firstWaitSeconds: 0.5 };
  let end: End | undefined;
  let failure: { error: unknown } | undefined;
  let renewedAt = clock.now().getTime();

  let flightsMax = BATCHES_IN_FLIGHT_LEAST;

  const start = (next: NextBatch) => {
    flightsMax = batchesInFlight(next.pointsPerSecond ?? 0);
    const flight: Flight = {
      groupId: next.groupId,
      makesDiscount: next.needsDiscount,
      done: Promise.resolve(),
    };
    const fly = async () => {
      try {
        const minted = await mintBatch(work, next.id, pace, () => {
          flight.makesDiscount = false;
        });
        if (minted.kind === "gave_up" && work.signal.aborted) end ??= { kind: "stopped" };
        else if (minted.kind === "unreachable" || minted.kind === "gave_up") end ??= minted;
        else if (minted.kind === "settled") await topUp(next.id, minted.rejected);
      } catch (error) {
        failure ??= { error };
      } finally {
        flights.delete(next.id);
      }
    };
    flights.set(next.id, flight);
    flight.done = fly();
  };

  while (!end && !failure) {
    if (work.signal.aborted) end = { kind: "stopped" };
    else if (clock.now().getTime() - renewedAt > (MINT_LEASE_SECONDS * 1_000) / 4) {
      renewedAt = clock.now().getTime();
      if (!(await renewLease(storeId, holder))) end = { kind: "stopped" };
    } else if (flights.size >= flightsMax || !(await startNext(storeId, flights, start))) {
      if (flights.size === 0) end ??= { kind: "idle" };
      else {
        const waiting = new AbortController();
        await Promise.race([
          ...[...flights.values()].map(({ done }) => done),
          clock.wait(MINT_LEASE_SECONDS / 4, AbortSignal.any([work.signal, waiting.signal])),
        ]);
        waiting.abort();
      }
    }
  }
  ours.abort();
  await Promise.all([...flights.values()].map(({ done }) => done));
  if (failure) throw failure.error;
  return end ?? { kind: "stopped" };
}

/** Starts the most urgent batch, if there is one; batches whose discount is being made for another one wait for it. */
async function startNext(
  storeId: string,
  flights: Map<string, Flight>,
  start: (next: NextBatch) => void,
): Promise<boolean> {
  const making = [...flights.values()].filter(({ makesDiscount }) => makesDiscount);
  const next = await nextBatch(storeId, {
    batchIds: [...flights.keys()],
    groupIds: making.map(({ groupId }) => groupId),
  });
  if (!next) return false;
  start(next);
  return true;
}

/** Replaces what was thrown away, and writes the next part of a large order. */
async function topUp(batchId: string, rejected: number): Promise<void> {
  const { rows } = await database().pool.query<{
    poolId: string;
    missing: number;
    pending: number;
    prepared: boolean;
    platform: PlatformName;
  }>(
    `select p.id as "poolId", p.buffer_target - p.available - p.pending as missing, p.pending,
            coalesce(p.prepared_until > statement_timestamp(), false) as prepared, s.platform
     from batches b join pools p on p.id = b.pool_id join stores s on s.id = b.store_id
     where b.id = $1`,
    [batchId],
  );
  const pool = rows[0];
  if (!pool || pool.missing <= 0) return;
  const lostSome = rejected > 0;
  const isLargeOrder = pool.missing >= PENDING_SLICE_CODES && pool.pending < PENDING_CODES[pool.platform] / 2;
  const isLastOfOrder = pool.prepared && pool.pending === 0;
  if (lostSome || isLargeOrder || isLastOfOrder)
    await replenishPool({ poolId: pool.poolId, minting: "here" });
}
