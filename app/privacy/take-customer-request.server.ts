import { accountHashKey } from "#app/accounts/account-hash-key.server.ts";
import type { PlatformName } from "#app/accounts/account-view.ts";
import { takeWebhook } from "#app/accounts/take-webhook.server.ts";
import { PRIVACY_REQUEST_DAYS } from "#app/config/limits.ts";
import { contactHash } from "#app/crypto/contact-hash.ts";
import { sealSecret } from "#app/crypto/vault.server.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";

/** The purpose under which a customer's number is sealed. */
export const CUSTOMER_SEAL = "privacy-customer";

/**
 * Notes what a store's platform asks about a customer, with its job, once per webhook id: to forget them, or to say
 * what is stored. Only hashes of the person are kept, and the number by which the merchant finds whom to answer. A
 * store that is unknown, or gone with its data, has nothing to look for.
 */
export async function takeCustomerRequest(request: {
  platform: PlatformName;
  domain: string;
  webhookId: string;
  kind: "erase" | "data";
  customer: { contacts: readonly string[]; customerId: string | null; orderIds: readonly string[] };
}): Promise<void> {
  const { platform, domain, webhookId, kind, customer } = request;
  const store = await database().prisma.store.findFirst({
    where: { platform, domain: domain.toLowerCase() },
    select: { id: true, accountId: true },
  });
  if (!store) return;
  const { id: storeId, accountId } = store;
  const hashKey = await accountHashKey(accountId);
  const hashes = customer.contacts.map((contact) => contactHash(hashKey, contact));
  const sealed = customer.customerId && sealSecret(CUSTOMER_SEAL, Buffer.from(customer.customerId));
  const requestId = newId("privacy_request");
  await inTransaction(async (client) => {
    if (!(await takeWebhook(client, webhookId))) return;
    await client.query(
      `insert into privacy_requests
         (id, account_id, store_id, kind, source, actor, contact_hashes, order_ids, customer_sealed, due_at)
       values ($1, $2, $3, $4, 'shopify', 'shopify', $5, $6, $7, statement_timestamp() + make_interval(days => $8))`,
      [requestId, accountId, storeId, kind, hashes, customer.orderIds, sealed, PRIVACY_REQUEST_DAYS],
    );
    await sendJob(client, kind === "erase" ? "erase-contact" : "gather-contact-data", { requestId });
    if (kind === "data") {
      await appendHistory(client, { accountId, actor: "shopify", verb: "privacy.data_requested" });
    }
  });
}
