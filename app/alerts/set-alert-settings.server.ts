import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { type AlertSettings, alertSettingsSchema } from "./alert-settings.ts";

const NOT_WANTED = "This address gets no alerts any more.";

/**
 * Sets who is told by mail, and of what; what still waits for an address that is taken off is not sent to it. Counts
 * only in the history: addresses are personal. Refusals: `invalid_request`.
 */
export async function setAlertSettings(request: {
  accountId: string;
  actor: string;
  settings: { recipients: readonly string[]; alerts: readonly string[] };
}): Promise<Result<AlertSettings>> {
  const { accountId, actor } = request;
  const parsed = alertSettingsSchema.safeParse(request.settings);
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
    return refuse("invalid_request", "Some of what you entered needs another look.", { errors });
  }
  const { recipients, alerts } = parsed.data;
  return await inTransaction(async (client) => {
    await client.query(
      `insert into alert_settings (account_id, recipients, alerts) values ($1, $2, $3)
       on conflict (account_id) do update
       set recipients = excluded.recipients, alerts = excluded.alerts, updated_at = statement_timestamp()`,
      [accountId, recipients, alerts],
    );
    await client.query(
      `update alert_mails set state = 'failed', last_error = $3
       where account_id = $1 and state = 'waiting' and address <> all ($2::text[])`,
      [accountId, recipients, NOT_WANTED],
    );
    await appendHistory(client, {
      accountId,
      actor,
      verb: "account.alerts_changed",
      detail: { recipients: recipients.length, alerts: alerts.length },
    });
    return succeed(parsed.data);
  });
}
