import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { handleTaken } from "./handle-taken.ts";
import type { DynamicPoolSettings } from "./pool-settings.ts";
import type { PoolType } from "./pool-view.ts";
import { SETTINGS_COLUMNS, type SettingName, storedSettings } from "./settings-columns.ts";

/**
 * Writes what differs of a pool's settings, and the history; tells what changed. The old handle keeps working.
 * Refusals: `not_found`, a handle that another pool has or had, and what `check` says against the pool as it is.
 */
export async function changeSettings(
  client: pg.PoolClient,
  request: {
    accountId: string;
    poolId: string;
    type: PoolType;
    actor: string;
    settings: Partial<DynamicPoolSettings> & { handle: string };
    check?: (pool: Record<string, unknown>) => Result<null>;
  },
): Promise<Result<SettingName[]>> {
  const { accountId, poolId, actor, settings } = request;
  const { rows } = await client.query<Record<string, unknown>>(
    "select * from pools where id = $1 and account_id = $2 and type = $3::pool_type for update",
    [poolId, accountId, request.type],
  );
  const [before] = rows;
  if (!before) return refuse("not_found", "This pool does not exist.");
  const checked = request.check?.(before) ?? succeed(null);
  if (!checked.ok) return checked;
  const changes = storedSettings(settings).filter(
    ([name, value]) => !isDeepStrictEqual(before[SETTINGS_COLUMNS[name][0]], value),
  );
  if (changes.length === 0) return succeed([]);
  const changed = changes.map(([name]) => name);
  if (changed.includes("handle") && !(await takeHandle(client, accountId, poolId, settings.handle))) {
    return handleTaken();
  }
  const assignments = changed.map((name, index) => `${SETTINGS_COLUMNS[name][0]} = $${index + 2}`);
  await client.query(
    `update pools set ${assignments.join(", ")}, updated_at = statement_timestamp() where id = $1`,
    [poolId, ...changes.map(([, value]) => value)],
  );
  const leastBefore = Number(before.min_validity_seconds);
  if ((settings.minValiditySeconds ?? leastBefore) < leastBefore) {
    await lowerCursor(client, poolId, leastBefore);
  }
  const labels = new Set(changed.map((name) => SETTINGS_COLUMNS[name][1]));
  const detail = { fields: [...labels].join(", ") };
  await appendHistory(client, { accountId, poolId, actor, verb: "pool.edited", detail });
  return succeed(changed);
}

async function takeHandle(
  client: pg.PoolClient,
  accountId: string,
  poolId: string,
  handle: string,
): Promise<boolean> {
  const { rows } = await client.query<{ pool_id: string }>(
    `insert into pool_handles (account_id, handle, pool_id) values ($1, $2, $3)
     on conflict (account_id, handle) do update set handle = excluded.handle
     returning pool_id`,
    [accountId, handle, poolId],
  );
  return rows[0]?.pool_id === poolId;
}

/** Codes that the cursor passed because they were valid for too short a time may be assignable now. */
async function lowerCursor(client: pg.PoolClient, poolId: string, leastSecondsBefore: number): Promise<void> {
  await client.query(
    `update pools set claim_cursor = least(claim_cursor, (
       select min(position) from codes
       where pool_id = $1 and state = 'available' and expires_at > statement_timestamp()
         and expires_at <= statement_timestamp() + make_interval(secs => $2)))
     where id = $1`,
    [poolId, leastSecondsBefore],
  );
}
