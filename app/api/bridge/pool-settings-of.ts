import type { z } from "@hono/zod-openapi";
import type { DynamicPoolSettingsInput, PoolSettingsInput } from "../../pools/pool-settings.ts";
import type { bridgePoolSettingsSchema } from "../schemas/bridge-pool-messages.ts";

type Sent = z.output<typeof bridgePoolSettingsSchema>;

/** What a form sent for a static pool. That its choices are among those that there are is for the settings to say. */
export function staticSettingsOf(sent: Sent): PoolSettingsInput {
  const { type: _, name = "", handle = "", fallbackCode, ...others } = sent;
  return { ...others, name, handle, fallbackCode: fallbackCode ?? "" } as PoolSettingsInput;
}

/** The same for a dynamic pool. */
export function dynamicSettingsOf(sent: Sent): DynamicPoolSettingsInput {
  const { templateId = "", codeFormat = {} } = sent;
  return { ...sent, ...staticSettingsOf(sent), templateId, codeFormat } as DynamicPoolSettingsInput;
}
