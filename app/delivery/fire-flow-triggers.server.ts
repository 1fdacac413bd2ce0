import { EVENT_RETRY_HOURS, FLOW_LEASE_SECONDS, FLOW_TRIGGERS_AT_ONCE } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { log } from "#app/log/log.server.ts";
import { FLOW_TRIES } from "#app/metrics/instruments.server.ts";
import type { PlatformResult } from "#app/platforms/discount-platform.ts";
import { backOffSeconds } from "./back-off.ts";
import { flowPayload } from "./flow-payload.ts";
import { readSnapshot } from "./pool-snapshot.ts";

/** What firing needs of the world. */
export interface FlowSurroundings {
  clock: () => Date;
  /** From 0 up to 1. */
  random: () => number;
  /** Null: the store is not connected. */
  fire: (storeId: string, payload: Record<string, string | number>) => Promise<PlatformResult<null> | null>;
  /** Where the app is found in a shop's admin. */
  appUrlIn: (shop: string) => string;
}

interface WaitingTrigger extends Record<string, unknown> {
  number: number;
  storeId: string;
  attempts: number;
  eventId: string;
  type: string;
  pool: unknown;
  at: Date;
  shop: string;
}

/**
 * Fires what is due, some at a time; answers how many it took up. What a shop refuses is not tried again, everything
 * else for three days. Flow knows no repeat: a call that was cut off is made again, with the same event id.
 */
export async function fireFlowTriggers(surroundings: FlowSurroundings): Promise<number> {
  const triggers = await takeTriggers(surroundings.clock());
  await Promise.all(triggers.map((trigger) => fireOne(trigger, surroundings)));
  return triggers.length;
}

async function fireOne(trigger: WaitingTrigger, surroundings: FlowSurroundings): Promise<void> {
  const { clock, random, fire, appUrlIn } = surroundings;
  const { number, storeId, eventId, type, at, attempts } = trigger;
  const payload = flowPayload({ id: eventId, type }, readSnapshot(trigger.pool), appUrlIn(trigger.shop));
  // A bug of ours is one store's failure, not everybody's.
  const answer = await fire(storeId, payload).catch((error: unknown): PlatformResult<null> => {
    log().error({ err: error, storeId }, "firing a Flow trigger failed and will be tried again");
    return { ok: false, failure: { kind: "unknown", detail: "It could not be sent." } };
  });
  const failure = answer === null ? "The store is not connected." : answer.ok ? null : answer.failure.detail;
  const isRefused = answer !== null && !answer.ok && answer.failure.kind === "refused";
  const isPast = clock().getTime() - at.getTime() >= EVENT_RETRY_HOURS * 3_600_000;
  const isFinal = answer === null || isRefused || isPast;
  const state = failure === null ? "sent" : isFinal ? "failed" : "waiting";
  const later =
    answer !== null && !answer.ok && answer.failure.kind === "later" ? answer.failure.afterSeconds : 0;
  FLOW_TRIES.inc({ result: state === "waiting" ? "again" : isRefused ? "refused" : state });
  if (isRefused) log().warn({ storeId, detail: failure }, "Shopify does not take the Flow trigger");
  await database().pool.query(
    `update flow_triggers
     set state = $3, attempts = attempts + 1, last_error = $4, tried_at = $5, leased_until = null,
         due_at = $5::timestamptz + make_interval(secs => $6)
     where event_number = $1 and store_id = $2 and state = 'waiting'`,
    [
      number,
      storeId,
      state,
      failure?.slice(0, 500) ?? null,
      clock(),
      Math.max(later, backOffSeconds(attempts + 1, random())),
    ],
  );
}

/** Under a lease: of several processes one fires a trigger. Index: flow_triggers_waiting_idx. */
async function takeTriggers(now: Date): Promise<WaitingTrigger[]> {
  const { rows } = await database().pool.query<WaitingTrigger>(
    `with taken as (
       update flow_triggers f set leased_until = $1::timestamptz + make_interval(secs => $2)
       from (
         select event_number, store_id from flow_triggers
         where state = 'waiting' and due_at <= $1 and (leased_until is null or leased_until <= $1)
         order by due_at limit $3 for update skip locked
       ) due
       where f.event_number = due.event_number and f.store_id = due.store_id
       returning f.*
     )
     select t.event_number as number, t.store_id as "storeId", t.attempts, e.id as "eventId", e.type, e.pool, e.at,
            s.domain as shop
     from taken t
     join events e on e.number = t.event_number
     join stores s on s.id = t.store_id
     order by e.number, t.store_id`,
    [now, FLOW_LEASE_SECONDS, FLOW_TRIGGERS_AT_ONCE],
  );
  return rows;
}
