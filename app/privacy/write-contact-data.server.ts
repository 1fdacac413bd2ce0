import { DATA_FILE_MESSAGES_MAX } from "#app/config/limits.ts";
import { csvLine } from "#app/csv/csv-line.ts";
import type { Queryable } from "#app/db/queryable.ts";

/** Who is asked about, and which orders of a store are said to be theirs. */
export interface ContactAsked extends Record<string, unknown> {
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
 * Every message that carried a code to a person, and the orders that the shop named and in which a code was used, as the
 * text of a CSV; the head alone where nothing is stored, since that is an answer too.
 */
export async function writeContactData(
  client: Queryable,
  asked: ContactAsked,
): Promise<{ messages: number; orders: number; file: string }> {
  const messages = await messagesTo(client, asked);
  const orders = await ordersOf(client, asked);
  return { messages: messages.length, orders: orders.length, file: fileOf([...messages, ...orders]) };
}

/**
 * A code that was given back may be somebody else's by now, and so may its orders.
 * Indexes: claims (account_id, contact_hash, pool_id), redemptions (code_id), claims (code_id).
 */
async function messagesTo(client: Queryable, { accountId, contactHashes }: ContactAsked): Promise<Line[]> {
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
  { accountId, storeId, contactHashes, orderIds }: ContactAsked,
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
