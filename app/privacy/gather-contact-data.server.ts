import { DATA_FILE_DAYS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type ContactAsked, writeContactData } from "./write-contact-data.server.ts";

/**
 * Writes down every message that carried a code to a person, and the orders that the shop named and in which a code was
 * used, for the merchant to hand over: a file that waits for so many days. Also where nothing is stored, since that is
 * an answer too. Harmless when repeated.
 */
export async function gatherContactData({ requestId }: { requestId: string }): Promise<void> {
  await inTransaction(async (client) => {
    const { rows } = await client.query<ContactAsked>(
      `select account_id as "accountId", store_id as "storeId", contact_hashes as "contactHashes",
              order_ids as "orderIds"
       from privacy_requests where id = $1 and kind = 'data' and state = 'waiting' for update`,
      [requestId],
    );
    const [asked] = rows;
    if (!asked) return;
    const { messages, orders, file } = await writeContactData(client, asked);
    await client.query(
      `update privacy_requests
       set state = 'open', contact_hashes = '{}', order_ids = '{}', messages = $2, orders = $3, file = $4,
           file_until = statement_timestamp() + make_interval(days => $5)
       where id = $1`,
      [requestId, messages, orders, file, DATA_FILE_DAYS],
    );
  });
}

/** The file of a request that is open; null: handed over, deleted, or another account's. */
export async function readDataFile(request: {
  accountId: string;
  requestId: string;
}): Promise<string | null> {
  const { accountId, requestId } = request;
  const found = await database().prisma.privacyRequest.findFirst({
    where: { id: requestId, accountId, kind: "data", state: "open" },
    select: { file: true },
  });
  return found?.file ?? null;
}
