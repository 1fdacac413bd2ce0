import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";

/** Puts a test mail to everyone who gets alerts into the outbox; answers to how many. Refusals: `invalid_request`. */
export async function sendTestMail(accountId: string): Promise<Result<number>> {
  return await inTransaction(async (client) => {
    const { rows } = await client.query<{ number: number }>(
      "insert into events (account_id, type) values ($1, 'mail.test') returning number",
      [accountId],
    );
    const { rowCount } = await client.query(
      `insert into alert_mails (event_number, address, account_id)
       select $1, unnest(recipients), account_id from alert_settings where account_id = $2`,
      [rows[0]?.number, accountId],
    );
    if (!rowCount) return refuse("invalid_request", "Save an address first: nobody gets alerts yet.");
    return succeed(rowCount);
  });
}
