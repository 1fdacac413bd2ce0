import { EVENT_LEASE_SECONDS, EVENT_RETRY_HOURS } from "#app/config/limits.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { backOffSeconds } from "./back-off.ts";
import type { PostOutcome } from "./post-event.server.ts";

/** Gone: the endpoint's own way to say that it wants no more. */
const GONE = 410;

type Outcome = PostOutcome & {
  number: number;
  /** Tries so far, this one included. */
  attempts: number;
  /** Whether an event that failed has been tried for as long as events are. */
  time: "left" | "over";
};

/** What an event is after a try. */
export type DeliveryState = "delivered" | "waiting" | "failed";

/**
 * Writes down what came of a try, and what becomes of its line: it goes on, waits for the next try or is done. Without
 * an outcome the line had nothing left to send. Answers what the event is now; null without one.
 */
export async function settleDelivery(settling: {
  endpointId: string;
  line: string;
  holder: string;
  now: Date;
  random: number;
  outcome: Outcome | null;
  turn?: "over" | "goes on";
}): Promise<DeliveryState | null> {
  const { endpointId, line, holder, now, random, outcome } = settling;
  return await inTransaction(async (client) => {
    // Before anything is looked at: an event that is being written waits here, or is seen below.
    const { rowCount: isHeld } = await client.query(
      "select from event_lines where endpoint_id = $1 and line = $2 and holder = $3 for update",
      [endpointId, line, holder],
    );
    const state = outcome && (await note(client, endpointId, outcome, now));
    // The lease was lost, to somebody who goes on by what is written.
    if (!isHeld) return state;
    if (state === "delivered" && settling.turn === "goes on") {
      await client.query(
        `update event_lines set leased_until = $3::timestamptz + make_interval(secs => $4)
         where endpoint_id = $1 and line = $2`,
        [endpointId, line, now, EVENT_LEASE_SECONDS],
      );
      return state;
    }
    const seconds = outcome && state === "waiting" ? backOffSeconds(outcome.attempts, random) : 0;
    await client.query(
      `update event_lines
       set holder = null, leased_until = null, due_at = $3::timestamptz + make_interval(secs => $4)
       where endpoint_id = $1 and line = $2`,
      [endpointId, line, now, seconds],
    );
    await client.query(
      `delete from event_lines l
       where endpoint_id = $1 and line = $2 and not exists (
         select from event_deliveries d
         where d.endpoint_id = l.endpoint_id and d.line = l.line and d.state = 'waiting')`,
      [endpointId, line],
    );
    return state;
  });
}

async function note(
  client: Queryable,
  endpointId: string,
  outcome: Outcome,
  now: Date,
): Promise<DeliveryState> {
  const hasFailed = outcome.kind === "failed";
  const endpoint = hasFailed ? await noteFailure(client, endpointId, outcome, now) : "works otherwise";
  // Where nothing arrives it is not the event: it waits, until something arrives or the endpoint is switched off.
  const isGivenUp = hasFailed && outcome.time === "over" && endpoint === "works otherwise";
  const state = !hasFailed ? "delivered" : isGivenUp ? "failed" : "waiting";
  await client.query(
    `update event_deliveries
     set state = $3, attempts = $4, last_status = $5, last_error = $6, tried_at = $7
     where endpoint_id = $1 and event_number = $2 and state = 'waiting'`,
    [
      endpointId,
      outcome.number,
      state,
      outcome.attempts,
      outcome.status,
      hasFailed ? outcome.error : null,
      now,
    ],
  );
  if (!hasFailed) {
    await client.query(
      "update event_endpoints set failing_since = null, last_error = null where id = $1 and failing_since is not null",
      [endpointId],
    );
  }
  return state;
}

/**
 * Switches an endpoint off of which nothing but failures was seen for three days, or that says that it is gone: what
 * waits for it is kept and goes out in order when it is switched on again. Answers whether the try before this one
 * arrived.
 */
async function noteFailure(
  client: Queryable,
  endpointId: string,
  { status, error }: Outcome & { kind: "failed" },
  now: Date,
): Promise<"works otherwise" | "fails"> {
  const { rows } = await client.query<{
    accountId: string;
    url: string;
    isOff: boolean;
    isDead: boolean;
    hasWorked: boolean;
  }>(
    `update event_endpoints e set failing_since = coalesce(e.failing_since, $2), last_error = $4
     from (select failing_since from event_endpoints where id = $1 for update) before
     where id = $1
     returning account_id as "accountId", url, off_at is not null as "isOff",
               e.failing_since <= $2::timestamptz - make_interval(hours => $3) as "isDead",
               before.failing_since is null as "hasWorked"`,
    [endpointId, now, EVENT_RETRY_HOURS, error],
  );
  const [endpoint] = rows;
  if (!endpoint || endpoint.isOff) return "fails";
  if (!endpoint.isDead && status !== GONE) return endpoint.hasWorked ? "works otherwise" : "fails";
  const { accountId, url } = endpoint;
  const reason = status === GONE ? "gone" : "silent";
  await client.query("update event_endpoints set off_at = $2, off_reason = $3 where id = $1", [
    endpointId,
    now,
    reason,
  ]);
  await client.query("insert into events (account_id, type, detail) values ($1, 'endpoint.off', $2::jsonb)", [
    accountId,
    JSON.stringify({ endpointId, url, reason }),
  ]);
  await appendHistory(client, {
    accountId,
    actor: "system",
    verb: "endpoint.off",
    detail: { host: new URL(url).host },
  });
  return "fails";
}
