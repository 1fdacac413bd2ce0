import type { PoolId } from "#app/db/ids.ts";
import { newId } from "#app/db/new-id.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import type { DynamicPoolSettings } from "./pool-settings.ts";
import type { PoolType, UnavailableReason } from "./pool-view.ts";
import { SETTINGS_COLUMNS, storedSettings } from "./settings-columns.ts";

/**
 * Writes a new pool, its handle and its history. Null when a pool of the account has or had the handle; then
 * nothing is written.
 */
export async function insertPool(
  client: Queryable,
  request: {
    accountId: string;
    actor: string;
    type: PoolType;
    settings: Partial<DynamicPoolSettings> & { handle: string };
    /** The store's time zone, in which days end. */
    timeZone?: string;
    /** Its codes get their end when they are assigned, not from the discount that they were made under. */
    endsAtClaim?: boolean;
    /** Why it hands out nothing yet. */
    unavailableReason?: UnavailableReason | null;
  },
): Promise<PoolId | null> {
  const { accountId, actor, type, settings } = request;
  const id = newId("pool");
  const { rowCount } = await client.query(
    "insert into pool_handles (account_id, handle, pool_id) values ($1, $2, $3) on conflict do nothing",
    [accountId, settings.handle, id],
  );
  if (rowCount === 0) return null;
  const stored = storedSettings(settings);
  const columns = stored.map(([name]) => SETTINGS_COLUMNS[name][0]);
  const values = stored.map(([, value]) => value);
  const places = values.map((_, index) => `$${index + 7}`);
  await client.query(
    `insert into pools (id, account_id, type, time_zone, unavailable_reason, ends_at_claim, ${columns.join(", ")})
     values ($1, $2, $3::pool_type, coalesce($4, 'UTC'), $5, $6, ${places.join(", ")})`,
    [
      id,
      accountId,
      type,
      request.timeZone ?? null,
      request.unavailableReason ?? null,
      request.endsAtClaim ?? false,
      ...values,
    ],
  );
  await appendHistory(client, { accountId, poolId: id, actor, verb: "pool.created" });
  return id;
}
