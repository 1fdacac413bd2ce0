import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";

interface Request {
  accountId: string;
  endpointId: string;
}

/**
 * Sends an event to an endpoint once more, with the same id, outside of its pool's order. One that still waits is tried
 * at once, in its order. Refusals: `not_found`, `invalid_request` for an endpoint that is switched off.
 */
export async function sendAgain(request: Request & { eventId: string }): Promise<Result<null>> {
  const { accountId, endpointId, eventId } = request;
  return await inTransaction(async (client) => {
    const { rows } = await client.query<{ number: number; line: string; isWaiting: boolean; isOff: boolean }>(
      `select e.number, d.line, d.state = 'waiting' as "isWaiting", p.off_at is not null as "isOff"
       from event_deliveries d join events e on e.number = d.event_number
       join event_endpoints p on p.id = d.endpoint_id
       where d.endpoint_id = $1 and e.id = $2 and p.account_id = $3`,
      [endpointId, eventId, accountId],
    );
    const [found] = rows;
    if (!found) return refuse("not_found", "This event is not kept any more.");
    if (found.isOff) return switchedOff();
    if (found.isWaiting) await bringUp(client, endpointId, found.line);
    else {
      await client.query(
        `update event_deliveries set state = 'waiting', line = $3, attempts = 0, last_status = null, last_error = null
         where endpoint_id = $1 and event_number = $2 and state <> 'waiting'`,
        [endpointId, found.number, eventId],
      );
      await bringUp(client, endpointId, eventId);
    }
    return succeed(null);
  });
}

/** It would say that something is on its way which nobody sends. */
function switchedOff(): Result<never> {
  return refuse("invalid_request", "This endpoint is switched off. Switch it on again first.");
}

/** Sends a test event to one endpoint. Refusals: `not_found`, `invalid_request` for one that is switched off. */
export async function testEndpoint(request: Request): Promise<Result<null>> {
  const { accountId, endpointId } = request;
  return await inTransaction(async (client) => {
    const { rows: endpoints } = await client.query<{ isOff: boolean }>(
      `select off_at is not null as "isOff" from event_endpoints where id = $1 and account_id = $2`,
      [endpointId, accountId],
    );
    if (endpoints[0]?.isOff) return switchedOff();
    const { rows } = await client.query<{ number: number; id: string }>(
      `insert into events (account_id, type, detail)
       select account_id, 'endpoint.test', '{"message": "Events of Coupon Pools arrive here."}'::jsonb
       from event_endpoints where id = $1 and account_id = $2
       returning number, id`,
      [endpointId, accountId],
    );
    const [event] = rows;
    if (!event) return refuse("not_found", "There is no such endpoint.");
    await client.query("insert into event_deliveries (endpoint_id, event_number, line) values ($1, $2, $3)", [
      endpointId,
      event.number,
      event.id,
    ]);
    await bringUp(client, endpointId, event.id);
    return succeed(null);
  });
}

/** Has a line of an endpoint looked at now. */
async function bringUp(client: Queryable, endpointId: string, line: string): Promise<void> {
  await client.query(
    `insert into event_lines (endpoint_id, line, due_at) values ($1, $2, statement_timestamp())
     on conflict (endpoint_id, line) do update set due_at = statement_timestamp()`,
    [endpointId, line],
  );
}
