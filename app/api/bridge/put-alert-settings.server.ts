import { setAlertSettings } from "#app/alerts/set-alert-settings.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import {
  ALERT_SETTINGS_EXAMPLE,
  alertSettingsShownSchema,
  sentAlertSettingsSchema,
} from "../schemas/bridge-alert-messages.ts";
import { actorOf } from "./actor-of.ts";
import { shownAlertSettings } from "./shown-alert-settings.server.ts";

export const putBridgeAlertSettings = defineBridgeOperation({
  method: "put",
  path: "/bridge/v1/alert-settings",
  summary: "Set who is told by mail, and of what",
  description: "Replaces both lists. What is wrong with an address is told next to it.",
  json: {
    schema: sentAlertSettingsSchema,
    bytesMax: JSON_BODY_BYTES_MAX,
    example: { recipients: ["ada@example.com"], alerts: ["pool.low", "pool.empty"] },
  },
  answer: {
    status: 200,
    description: "The settings.",
    schema: alertSettingsShownSchema,
    example: ALERT_SETTINGS_EXAMPLE,
  },
  refusals: [],
  repeats: "by_message",
  handle: async ({ credentials: { accountId }, json: settings, actor }) => {
    const set = await setAlertSettings({ accountId, actor: actorOf(actor), settings });
    return set.ok ? succeed(shownAlertSettings(set.value)) : set;
  },
});
