import { inTransaction } from "#app/db/in-transaction.server.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import type { ContactIdentifier } from "./contact-identifier.ts";

/** Notes how the account's email platform names people. Requests look for every form all the same. */
export async function setContactIdentifier(request: {
  accountId: string;
  actor: string;
  identifier: ContactIdentifier;
}): Promise<void> {
  const { accountId, actor, identifier } = request;
  await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      "update accounts set contact_identifier = $2 where id = $1 and contact_identifier <> $2",
      [accountId, identifier],
    );
    if (!rowCount) return;
    await appendHistory(client, {
      accountId,
      actor,
      verb: "account.contact_identifier_set",
      detail: { identifier },
    });
  });
}
