import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { changeSettings } from "./change-settings.server.ts";
import { EXISTING_HAS_OWN_END, toTheDay } from "./create-dynamic-pool.server.ts";
import { fitBuffer } from "./fit-buffer.server.ts";
import { getPool } from "./get-pool.server.ts";
import {
  type DynamicPoolSettings,
  type DynamicPoolSettingsInput,
  dynamicPoolSettingsSchema,
  settingsErrors,
} from "./pool-settings.ts";
import type { PoolDetail } from "./pool-view.ts";
import { queueReplenishing } from "./queue-replenishing.server.ts";
import type { SettingName } from "./settings-columns.ts";

/**
 * Changes a dynamic pool's settings and has its buffer looked at. A new code format holds for new codes; the
 * template stays. Codes with the old expiry, and more than a lower limit leaves, are not handed out any more: ready
 * ones are wasted. Refusals: `not_found`, and `invalid_request` with one entry per field.
 */
export async function editDynamicPool(request: {
  accountId: string;
  poolId: string;
  settings: DynamicPoolSettingsInput;
  actor: string;
}): Promise<Result<PoolDetail>> {
  const parsed = dynamicPoolSettingsSchema.safeParse(request.settings);
  if (!parsed.success) {
    return refuse("invalid_request", "Some fields need another look.", {
      errors: settingsErrors(parsed.error),
    });
  }
  const { prisma } = database();
  const [template, pool] = await Promise.all([
    prisma.template.findFirst({
      where: { id: parsed.data.templateId, accountId: request.accountId },
    }),
    // What never changes, so that it may be read before the pool is locked.
    prisma.pool.findFirst({
      where: { id: request.poolId, accountId: request.accountId },
      select: { endsAtClaim: true },
    }),
  ]);
  const endsAtClaim = pool?.endsAtClaim ?? false;
  const settings = endsAtClaim ? toTheDay(parsed.data) : parsed.data;
  const check = (pool: Record<string, unknown>): Result<null> => {
    if (pool.template_id !== settings.templateId)
      return refuseField(
        "templateId",
        "The template of a pool stays. Create another pool for another offer.",
      );
    if (template?.source === "existing" && settings.validDays !== null && !endsAtClaim)
      return refuseField("validDays", EXISTING_HAS_OWN_END);
    const assigned = Number(pool.assigned);
    if (settings.limit !== null && settings.limit < assigned)
      return refuseField("limit", `${assigned} codes are assigned already. Enter at least as many.`);
    return succeed(null);
  };
  const edited = await inTransaction(async (client) => {
    const changed = await changeSettings(client, { ...request, type: "dynamic", settings, check });
    if (!changed.ok || changed.value.length === 0) return changed;
    // Where codes get their end when they are assigned, ready ones fit whatever the days.
    const isExpiryNew = !endsAtClaim && changesExpiry(changed.value, settings);
    await fitBuffer(client, request.poolId, { isExpiryNew });
    await queueReplenishing(client, request.poolId);
    return changed;
  });
  return edited.ok ? await getPool({ accountId: request.accountId, pool: request.poolId }) : edited;
}

/** How exact the expiry is matters with days only. */
function changesExpiry(changed: readonly SettingName[], settings: DynamicPoolSettings): boolean {
  if (changed.includes("validDays")) return true;
  return changed.includes("expiryPrecision") && settings.validDays !== null;
}

function refuseField(path: string, message: string): ReturnType<typeof refuse> {
  return refuse("invalid_request", message, { errors: [{ path, message }] });
}
