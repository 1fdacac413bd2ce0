import { getAlertSettings } from "#app/alerts/get-alert-settings.server.ts";
import { succeed } from "#app/errors/refusal.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { ALERT_SETTINGS_EXAMPLE, alertSettingsShownSchema } from "../schemas/bridge-alert-messages.ts";
import { shownAlertSettings } from "./shown-alert-settings.server.ts";

export const getBridgeAlertSettings = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/alert-settings",
  summary: "Who is told by mail, and of what",
  description: "Of the account, whichever of its stores it is set in.",
  answer: {
    status: 200,
    description: "The settings.",
    schema: alertSettingsShownSchema,
    example: ALERT_SETTINGS_EXAMPLE,
  },
  refusals: [],
  repeats: "reads",
  handle: async ({ credentials }) =>
    succeed(shownAlertSettings(await getAlertSettings(credentials.accountId))),
});
