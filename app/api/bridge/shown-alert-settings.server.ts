import type { AlertSettings } from "#app/alerts/alert-settings.ts";
import { env } from "#app/config/env.server.ts";
import { ALERT_KINDS, type AlertKind } from "#app/events/event-types.ts";

/** The settings as a form needs them: with what there is to choose from, and whether mail goes out at all. */
export function shownAlertSettings(
  settings: AlertSettings,
): AlertSettings & { kinds: AlertKind[]; mail: "on" | "off" } {
  return { ...settings, kinds: [...ALERT_KINDS], mail: env().SMTP_URL ? "on" : "off" };
}
