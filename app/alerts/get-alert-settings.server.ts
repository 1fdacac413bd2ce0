import { database } from "#app/db/database.server.ts";
import { ALERT_KINDS } from "#app/events/event-types.ts";
import { type AlertSettings, FIRST_ALERT_SETTINGS } from "./alert-settings.ts";

/** Who of an account is told by mail, and of what. */
export async function getAlertSettings(accountId: string): Promise<AlertSettings> {
  const row = await database().prisma.alertSettings.findUnique({ where: { accountId } });
  if (!row) return FIRST_ALERT_SETTINGS;
  return { recipients: row.recipients, alerts: ALERT_KINDS.filter((kind) => row.alerts.includes(kind)) };
}
