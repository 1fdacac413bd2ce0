import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse } from "#app/errors/refusal.ts";
import { changeSettings } from "./change-settings.server.ts";
import { getPool } from "./get-pool.server.ts";
import { type PoolSettingsInput, poolSettingsSchema, settingsErrors } from "./pool-settings.ts";
import type { PoolDetail } from "./pool-view.ts";

/**
 * Changes a static pool's settings. The old handle keeps working. Refusals: `not_found`, and
 * `invalid_request` with one entry per field.
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
  const edited = await inTransaction((client) =>
    changeSettings(client, { ...request, type: "static", settings: parsed.data }),
  );
  return edited.ok ? await getPool({ accountId: request.accountId, pool: request.poolId }) : edited;
}
