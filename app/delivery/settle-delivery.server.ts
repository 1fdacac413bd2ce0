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
  /** Whether an event that failed is tried again. */
  after: "kept" | "given up";
};

/**
 * Writes down what came of a try, and what becomes of its line: it goes on, waits for the next try or is done. Without
 * an outcome the line had nothing left to send.
 */
export async function settleDelivery(settling: {
  endpointId: string;
  line: string;
  holder: string;
  now: Date;
  random: number;
  outcome: Outcome | null;
  turn?: "over" | "goes on";
}): Promise<void> {
  const { endpointId, line, holder, now, random, outcome } = settling;
  await inTransaction(async (client) => {
    // Before anything is looked at: an event that is being written waits here, or is seen below.
    const { rowCount: isHeld } = await client.query(
      "select from event_lines where endpoint_id = $1 and line = $2 and holder = $3 for update",
      [endpointId, line, holder],
    );
    if (outcome) await note(client, endpointId, outcome, now);
    // The lease was lost, to somebody who goes on by what is written.
    if (!isHeld) return;
    if (outcome?.kind === "delivered" && settling.turn === "goes on") {
      await client.query(
        `update event_lines set leased_until = $3::timestamptz + make_interval(secs => $4)
         where endpoint_id = $1 and line = $2`,
        [endpointId, line, now, EVENT_LEASE_SECONDS],
      );
      return;
    }
    const isAgain = outcome?.kind === "failed" && outcome.after === "kept";
    const seconds = isAgain ? backOffSeconds(outcome.attempts, random) : 0;
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
  });
}

async function note(client: Queryable, endpointId: string, outcome: Outcome, now: Date): Promise<void> {
  const hasFailed = outcome.kind === "failed";
  const isOff = hasFailed && (await noteFailure(client, endpointId, outcome.status, now));
  const state = !hasFailed ? "delivered" : outcome.after === "given up" && !isOff ? "failed" : "waiting";
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
  if (hasFailed) return;
  await client.query(
    "update event_endpoints set failing_since = null where id = $1 and failing_since is not null",
    [endpointId],
  );
}

/**
 * Switches an endpoint off of which nothing but failures was seen for three days, or that says that it is gone: what
 * waits for it is kept and goes out in order when it is switched on again. Answers whether it is off.
 */
async function noteFailure(
  client: Queryable,
  endpointId: string,
  status: number | null,
  now: Date,
): Promise<boolean> {
  const { rows } = await client.query<{ accountId: string; url: string; isDead: boolean; isOff: boolean }>(
    `update event_endpoints set failing_since = coalesce(failing_since, $2)
     where id = $1
     returning account_id as "accountId", url, off_at is not null as "isOff",
               failing_since <= $2::timestamptz - make_interval(hours => $3) as "isDead"`,
    [endpointId, now, EVENT_RETRY_HOURS],
  );
  const [endpoint] = rows;
  if (!endpoint || endpoint.isOff) return true;
  if (!endpoint.isDead && status !== GONE) return false;
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
  return true;
}
