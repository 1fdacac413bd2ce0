import { accountHashKey } from "#app/accounts/account-hash-key.server.ts";
import { contactHash } from "#app/crypto/contact-hash.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { writeContactData } from "./write-contact-data.server.ts";

/** Tells a merchant at once what is stored of a contact, who is named as the email platform sends it. Nothing of it is kept. */
export async function handOverData(request: {
  accountId: string;
  /** Who asks, for the history. */
  actor: string;
  contact: string;
}): Promise<{ messages: number; file: string }> {
  const { accountId, actor, contact } = request;
  const hashKey = await accountHashKey(accountId);
  return await inTransaction(async (client) => {
    const contactHashes = [contactHash(hashKey, contact)];
    const written = await writeContactData(client, { accountId, storeId: null, contactHashes, orderIds: [] });
    await appendHistory(client, { accountId, actor, verb: "privacy.data_handed_over" });
    return { messages: written.messages, file: written.file };
  });
}
