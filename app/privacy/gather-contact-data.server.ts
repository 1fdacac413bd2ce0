import { DATA_FILE_DAYS, DATA_FILE_MESSAGES_MAX } from "#app/config/limits.ts";
import { csvLine } from "#app/csv/csv-line.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { Queryable } from "#app/db/queryable.ts";

interface Asked extends Record<string, unknown> {
  accountId: string;
  storeId: string | null;
  contactHashes: Buffer[];
  orderIds: string[];
}

/** A message to the person, or an order of theirs that used a code of which no such message is known. */
interface Line extends Record<string, unknown> {
  pool: string;
  campaign: string | null;
  key: string | null;
  code: string | null;
  state: string;
  claimedAt: Date | null;
  expiresAt: Date | null;
  orders: string | null;
}

const HEAD = ["Pool", "Campaign", "Message", "Code", "State", "Assigned", "Expires", "Orders"];

/**
 * Writes down every message that carried a code to a person, and the orders that the shop named and in which a code was
 * used, for the merchant to hand over: a file that waits for so many days. Also where nothing is stored, since that is
 * an answer too. Harmless when repeated.
 */
export async function gatherContactData({ requestId }: { requestId: string }): Promise<void> {
  await inTransaction(async (client) => {
    const { rows } = await client.query<Asked>(
      `select account_id as "accountId", store_id as "storeId", contact_hashes as "contactHashes",
              order_ids as "orderIds"
       from privacy_requests where id = $1 and kind = 'data' and state = 'waiting' for update`,
      [requestId],
    );
    const [asked] = rows;
    if (!asked) return;
    const messages = await messagesTo(client, asked);
    const orders = await ordersOf(client, asked);
    await client.query(
      `update privacy_requests
       set state = 'open', contact_hashes = '{}', order_ids = '{}', messages = $2, orders = $3, file = $4,
           file_until = statement_timestamp() + make_interval(days => $5)
       where id = $1`,
      [requestId, messages.length, orders.length, fileOf([...messages, ...orders]), DATA_FILE_DAYS],
    );
  });
}

/**
 * A code that was given back may be somebody else's by now, and so may its orders.
 * Indexes: claims (account_id, contact_hash, pool_id), redemptions (code_id), claims (code_id).
 */
async function messagesTo(client: Queryable, { accountId, contactHashes }: Asked): Promise<Line[]> {
  const { rows } = await client.query<Line>(
    `select p.name as pool, c.campaign_id as campaign, c.key, coalesce(k.code, c.fallback_code) as code,
            case when c.released_at is not null then 'released' else coalesce(k.state::text, 'shared') end as state,
            c.claimed_at as "claimedAt", k.expires_at as "expiresAt",
            (select string_agg(coalesce(r.order_number, r.order_id), ', ' order by r.redeemed_at) from redemptions r
             where r.code_id = c.code_id and r.redeemed_at is not null and r.reversed_at is null
               and (c.released_at is null or not exists (
                 select from claims n
                 where n.code_id = c.code_id and n.outcome = 'assigned' and n.claimed_at > c.released_at))) as orders
     from claims c
     join pools p on p.id = c.pool_id
     left join codes k on k.id = c.code_id
     where c.account_id = $1 and c.contact_hash = any ($2::bytea[])
     order by c.claimed_at, c.key limit $3`,
    [accountId, contactHashes, DATA_FILE_MESSAGES_MAX],
  );
  return rows;
}

/** Orders that the shop says are the person's, with codes that no message of theirs carried. Index: redemptions_pkey. */
async function ordersOf(
  client: Queryable,
  { accountId, storeId, contactHashes, orderIds }: Asked,
): Promise<Line[]> {
  const { rows } = await client.query<Line>(
    `select p.name as pool, null as campaign, null as key, k.code, k.state::text as state, null as "claimedAt",
            k.expires_at as "expiresAt", coalesce(r.order_number, r.order_id) as orders
     from redemptions r
     join pools p on p.id = r.pool_id
     join codes k on k.id = r.code_id
     where r.store_id = $1 and r.order_id = any ($2::text[]) and r.account_id = $3
       and not exists (select from claims c where c.code_id = r.code_id and c.contact_hash = any ($4::bytea[]))
     order by r.redeemed_at, r.order_id limit $5`,
    [storeId, orderIds, accountId, contactHashes, DATA_FILE_MESSAGES_MAX],
  );
  return rows;
}

function fileOf(lines: readonly Line[]): string {
  const rows = lines.map((line) =>
    csvLine([
      line.pool,
      line.campaign ?? "",
      line.key ?? "",
      line.code ?? "",
      line.state,
      line.claimedAt?.toISOString() ?? "",
      line.expiresAt?.toISOString() ?? "",
      line.orders ?? "",
    ]),
  );
  return csvLine(HEAD) + rows.join("");
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
