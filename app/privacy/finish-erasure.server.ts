import { erasedName } from "#app/crypto/erased-name.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { erasingKey } from "./erasing-key.server.ts";

interface Finished extends Record<string, unknown> {
  accountId: string;
  storeId: string | null;
  source: string;
  actor: string;
  messages: number;
  orderIds: string[];
}

/**
 * Notes that a contact is erased: from here on the request finds nobody. An email platform that forwards everybody
 * who leaves it, known here or not, leaves no trace of those of whom there was nothing.
 */
export async function finishErasure(requestId: string): Promise<void> {
  await inTransaction(async (client) => {
    const { rows } = await client.query<Finished>(
      `with asked as (select id, order_ids from privacy_requests where id = $1 and state = 'waiting' for update)
       update privacy_requests r
       set state = 'done', contact_hashes = '{}', order_ids = '{}', customer_sealed = null,
           finished_at = statement_timestamp()
       from asked where r.id = asked.id
       returning r.account_id as "accountId", r.store_id as "storeId", r.source, r.actor, r.messages,
                 asked.order_ids as "orderIds"`,
      [requestId],
    );
    const [finished] = rows;
    if (!finished) return;
    const { accountId, source, actor, messages } = finished;
    const orders = await eraseOrders(client, requestId, finished);
    if (messages === 0 && source === "api") {
      await client.query("delete from privacy_requests where id = $1", [requestId]);
      return;
    }
    await appendHistory(client, { accountId, actor, verb: "contact.erased", detail: { messages, orders } });
  });
}

/**
 * Takes the link to the shop's order from what was redeemed: it stays one order of its codes, under a name that says
 * nothing. What is heard of it later goes under that name (`redemptions/name-erased`).
 */
async function eraseOrders(
  client: Queryable,
  requestId: string,
  { accountId, storeId, orderIds }: Finished,
): Promise<number> {
  if (storeId === null || orderIds.length === 0) return 0;
  const hashKey = await erasingKey(client, accountId);
  const names = orderIds.map((id) => erasedName(hashKey, id));
  // What the outbox tells of them; found by their pools, so first. Index: events_pool_id_idx.
  await client.query(
    `update events e set detail = jsonb_set(e.detail, '{orderId}', to_jsonb(n.name))
     from unnest($2::text[], $3::text[]) as n (order_id, name)
     join redemptions r on r.store_id = $1 and r.order_id = n.order_id
     where e.pool_id = r.pool_id and e.type = 'code.redeemed' and e.detail ->> 'orderId' = n.order_id`,
    [storeId, orderIds, names],
  );
  const { rowCount } = await client.query(
    `update redemptions r set order_id = n.name, order_number = null
     from unnest($2::text[], $3::text[]) as n (order_id, name)
     where r.store_id = $1 and r.order_id = n.order_id`,
    [storeId, orderIds, names],
  );
  await client.query("update privacy_requests set orders = $2 where id = $1", [requestId, rowCount]);
  return rowCount ?? 0;
}
