import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse } from "#app/errors/refusal.ts";
import { getPool } from "./get-pool.server.ts";
import { handleTaken } from "./handle-taken.ts";
import { insertPool } from "./insert-pool.server.ts";
import { type PoolSettingsInput, poolSettingsSchema, settingsErrors } from "./pool-settings.ts";
import type { PoolDetail } from "./pool-view.ts";

/**
 * Makes a static pool. Refusals: `invalid_request` with one entry per field, among them a handle that a
 * pool of the account has or had.
 */
export async function createPool(request: {
  accountId: string;
  settings: PoolSettingsInput;
  actor: string;
}): Promise<Result<PoolDetail>> {
  const parsed = poolSettingsSchema.safeParse(request.settings);
  if (!parsed.success) {
    return refuse("invalid_request", "Some fields need another look.", {
      errors: settingsErrors(parsed.error),
    });
  }
  const { accountId, actor } = request;
  const pool = await inTransaction((client) =>
    insertPool(client, { accountId, actor, type: "static", settings: parsed.data }),
  );
  return pool === null ? handleTaken() : await getPool({ accountId, pool });
}
