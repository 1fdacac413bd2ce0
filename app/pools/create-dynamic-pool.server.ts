import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse } from "#app/errors/refusal.ts";
import { getPool } from "./get-pool.server.ts";
import { handleTaken } from "./handle-taken.ts";
import { insertPool } from "./insert-pool.server.ts";
import { type DynamicPoolSettingsInput, dynamicPoolSettingsSchema, settingsErrors } from "./pool-settings.ts";
import type { PoolDetail } from "./pool-view.ts";
import { queueReplenishing } from "./queue-replenishing.server.ts";

/**
 * Makes a dynamic pool; the job that fills its buffer starts with it, and nobody waits for codes.
 * Refusals: `invalid_request` with one entry per field.
 */
export async function createDynamicPool(request: {
  accountId: string;
  settings: DynamicPoolSettingsInput;
  actor: string;
}): Promise<Result<PoolDetail>> {
  const { accountId, actor } = request;
  const parsed = dynamicPoolSettingsSchema.safeParse(request.settings);
  if (!parsed.success) {
    return refuse("invalid_request", "Some fields need another look.", {
      errors: settingsErrors(parsed.error),
    });
  }
  const settings = parsed.data;
  const { prisma } = database();
  const template = await prisma.template.findFirst({
    where: { id: settings.templateId, accountId, archivedAt: null },
  });
  if (!template) return refuseField("templateId", "Choose a template");
  if (template.source === "existing" && settings.validDays !== null)
    return refuseField("validDays", EXISTING_HAS_OWN_END);
  const store = await prisma.store.findUniqueOrThrow({ where: { id: template.storeId } });
  const pool = await inTransaction(async (client) => {
    const id = await insertPool(client, {
      accountId,
      actor,
      type: "dynamic",
      settings,
      timeZone: store.timeZone,
    });
    if (id !== null) await queueReplenishing(client, id);
    return id;
  });
  return pool === null ? handleTaken() : await getPool({ accountId, pool });
}

export const EXISTING_HAS_OWN_END =
  "Codes of a discount of your own end when it ends. Describe the offer in a template here to have codes expire by days.";

function refuseField(path: string, message: string): ReturnType<typeof refuse> {
  return refuse("invalid_request", message, { errors: [{ path, message }] });
}
