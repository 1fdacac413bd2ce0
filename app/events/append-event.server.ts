import type { Queryable } from "#app/db/queryable.ts";
import type { EventType } from "./event-types.ts";

/**
 * Appends what happened to a pool, in the caller's transaction; who is to hear of it is settled with it, by a trigger.
 * Takes the pool's row, so that events of a pool are numbered in the order in which they become visible. Never put
 * contacts into the detail. A pool that is gone has no events.
 */
export async function appendEvent(
  client: Queryable,
  event: { poolId: string; type: EventType; detail: Record<string, unknown>; isReminder?: boolean },
): Promise<void> {
  await client.query("select from pools where id = $1 for no key update", [event.poolId]);
  await client.query(
    `insert into events (account_id, pool_id, type, pool, detail, is_reminder)
     select account_id, id, $2, pool_snapshot(pools), $3::jsonb, $4 from pools where id = $1`,
    [event.poolId, event.type, JSON.stringify(event.detail), event.isReminder ?? false],
  );
}
