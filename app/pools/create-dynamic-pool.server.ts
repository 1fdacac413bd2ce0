import type pg from "pg";
import type { PlatformName } from "#app/accounts/account-view.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { templateState } from "#app/templates/discount-state.ts";
import type { TemplateSource } from "#app/templates/template-view.ts";
import { DISCOUNT_REASONS } from "./discount-reasons.ts";
import { getPool } from "./get-pool.server.ts";
import { handleTaken } from "./handle-taken.ts";
import { insertPool } from "./insert-pool.server.ts";
import {
  type DynamicPoolSettings,
  type DynamicPoolSettingsInput,
  dynamicPoolSettingsSchema,
  settingsErrors,
} from "./pool-settings.ts";
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
  const created = await inTransaction((client) => create(client, { accountId, actor, settings }));
  return created.ok ? await getPool({ accountId, pool: created.value }) : created;
}

/** A code that gets its end when it is assigned has it to the day, whatever is usual for so many days. */
export function toTheDay(settings: DynamicPoolSettings): DynamicPoolSettings {
  return { ...settings, expiryPrecision: "day" };
}

async function create(
  client: pg.PoolClient,
  request: { accountId: string; actor: string; settings: DynamicPoolSettings },
): Promise<Result<string>> {
  const { accountId, actor } = request;
  const template = await heldTemplate(client, accountId, request.settings.templateId);
  if (!template) return refuseField("templateId", "Choose a template");
  // Magento's module ends each code by itself; Shopify's codes end with their discount.
  const endsAtClaim = template.platform === "magento";
  const settings = endsAtClaim ? toTheDay(request.settings) : request.settings;
  if (template.source === "existing" && settings.validDays !== null && !endsAtClaim)
    return refuseField("validDays", EXISTING_HAS_OWN_END);
  const { timeZone, now } = template;
  const unavailableReason = DISCOUNT_REASONS[templateState(template, now)];
  const pool = {
    accountId,
    actor,
    type: "dynamic",
    settings,
    timeZone,
    endsAtClaim,
    unavailableReason,
  } as const;
  const id = await insertPool(client, pool);
  if (id === null) return handleTaken();
  await queueReplenishing(client, id);
  return succeed(id);
}

interface HeldTemplate extends Record<string, unknown> {
  source: TemplateSource;
  offer: unknown;
  platformStatus: string;
  platform: PlatformName;
  timeZone: string;
  now: Date;
}

/** The template, held so that nobody archives it meanwhile. */
async function heldTemplate(
  client: pg.PoolClient,
  accountId: string,
  templateId: string,
): Promise<HeldTemplate | undefined> {
  const { rows } = await client.query<HeldTemplate>(
    `select t.source, t.offer, t.platform_status as "platformStatus", s.platform, s.time_zone as "timeZone",
            statement_timestamp() as now
     from templates t join stores s on s.id = t.store_id
     where t.id = $1 and t.account_id = $2 and t.archived_at is null
     for share of t`,
    [templateId, accountId],
  );
  return rows[0];
}

export const EXISTING_HAS_OWN_END =
  "Codes of a discount of your own end when it ends. Describe the offer in a template here to have codes expire by days.";

function refuseField(path: string, message: string): ReturnType<typeof refuse> {
  return refuse("invalid_request", message, { errors: [{ path, message }] });
}
