import { inTransaction } from "#app/db/in-transaction.server.ts";
import { appendHistory } from "#app/history/append-history.server.ts";

/** Has contacts forgotten so many months after their message, or never (null). It is done at night. */
export async function setContactMonths(request: {
  accountId: string;
  actor: string;
  months: number | null;
}): Promise<void> {
  const { accountId, actor, months } = request;
  await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      "update accounts set contact_months = $2 where id = $1 and contact_months is distinct from $2",
      [accountId, months],
    );
    if (!rowCount) return;
    const detail = { months: months === null ? "never" : `${months} months` };
    await appendHistory(client, { accountId, actor, verb: "account.contact_months_set", detail });
  });
}
