import type pg from "pg";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { handleTaken } from "./handle-taken.ts";
import {
  type PoolSettings,
  type PoolSettingsInput,
  poolSettingsSchema,
  settingsErrors,
} from "./pool-settings.ts";
import { type PoolDetail, poolDetail } from "./pool-view.ts";

/** The column of each setting, and its name in the history. */
const COLUMNS = {
  name: ["name", "name"],
  handle: ["handle", "handle"],
  perContact: ["per_contact", "what a contact gets"],
  whenDry: ["when_dry", "what happens when empty"],
  fallbackCode: ["fallback_code", "fallback code"],
  lowWaterUnit: ["low_water_unit", "low-water mark"],
  lowWaterValue: ["low_water_value", "low-water mark"],
  releaseAllowed: ["release_allowed", "release of unsent codes"],
  releaseWindowHours: ["release_window_hours", "release of unsent codes"],
  releaseQuarantineHours: ["release_quarantine_hours", "release of unsent codes"],
  minValiditySeconds: ["min_validity_seconds", "least validity of a code"],
} as const satisfies Record<keyof PoolSettings, readonly [column: string, label: string]>;

/**
 * Changes a pool's settings. The old handle keeps working. Refusals: `not_found`, and `invalid_request` with
 * one entry per field.
 */
export async function editPool(request: {
  accountId: string;
  poolId: string;
  settings: PoolSettingsInput;
  actor: string;
}): Promise<Result<PoolDetail>> {
  const parsed = poolSettingsSchema.safeParse(request.settings);
  if (!parsed.success) {
    return refuse("invalid_request", "Some fields need another look.", {
      errors: settingsErrors(parsed.error),
    });
  }
  const edited = await inTransaction((client) => edit(client, { ...request, settings: parsed.data }));
  if (!edited.ok) return edited;
  const row = await database().prisma.pool.findUniqueOrThrow({ where: { id: request.poolId } });
  return succeed(poolDetail(row));
}

async function edit(
  client: pg.PoolClient,
  request: { accountId: string; poolId: string; settings: PoolSettings; actor: string },
): Promise<Result<null>> {
  const { rows } = await client.query<Record<string, unknown>>(
    "select * from pools where id = $1 and account_id = $2 for update",
    [request.poolId, request.accountId],
  );
  const before = rows[0];
  if (!before) return refuse("not_found", "This pool does not exist.");
  const settings = { ...request.settings, fallbackCode: request.settings.fallbackCode || null };
  const names = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
  const changed = names.filter((name) => before[COLUMNS[name][0]] !== settings[name]);
  if (changed.length === 0) return succeed(null);
  if (changed.includes("handle")) {
    const { rows: owners } = await client.query<{ pool_id: string }>(
      `insert into pool_handles (account_id, handle, pool_id) values ($1, $2, $3)
       on conflict (account_id, handle) do update set handle = excluded.handle
       returning pool_id`,
      [request.accountId, settings.handle, request.poolId],
    );
    if (owners[0]?.pool_id !== request.poolId) return handleTaken();
  }
  const assignments = changed.map((name, index) => `${COLUMNS[name][0]} = $${index + 2}`);
  await client.query(
    `update pools set ${assignments.join(", ")}, updated_at = statement_timestamp() where id = $1`,
    [request.poolId, ...changed.map((name) => settings[name])],
  );
  const leastBefore = Number(before.min_validity_seconds);
  if (settings.minValiditySeconds < leastBefore) await lowerCursor(client, request.poolId, leastBefore);
  await appendHistory(client, {
    accountId: request.accountId,
    poolId: request.poolId,
    actor: request.actor,
    verb: "pool.edited",
    detail: { fields: [...new Set(changed.map((name) => COLUMNS[name][1]))].join(", ") },
  });
  return succeed(null);
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
