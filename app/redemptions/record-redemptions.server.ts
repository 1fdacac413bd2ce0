import { codeKey } from "#app/codes/code-key.ts";
import { redeemCodes } from "#app/codes/redeem-codes.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { announceRedemptions } from "./announce-redemptions.server.ts";
import { nameErased } from "./name-erased.server.ts";
import { type KnownOrder, knownOrders, type OrderNews } from "./order-news.ts";

const RECORD = loadSql("redemptions/record-redemptions.sql");

interface FoundCode extends Record<string, unknown> {
  id: number;
  key: string;
  poolId: string;
}

/**
 * Writes down which codes were used in orders of a store, and which orders were cancelled. Harmless when repeated,
 * and right in any order: a cancellation that is heard of first is kept and applied. Codes that are not of the
 * account are not ours to remember. Answers how many of the news were about codes of the account.
 */
export async function recordRedemptions(request: {
  accountId: string;
  storeId: string;
  news: readonly OrderNews[];
}): Promise<number> {
  const { accountId, storeId, news } = request;
  // Magento takes a code with spaces around it; no code of ours has any.
  const orders = knownOrders(news, (code) => codeKey(code.trim()));
  return await inTransaction(async (client) => {
    const codes = await findCodes(client, { accountId, storeId }, orders);
    if (codes.size === 0) return 0;
    // Whoever changes the state of codes holds their pools' rows; in one order, so that nobody waits in a circle.
    const poolIds = [...new Set([...codes.values()].map(({ poolId }) => poolId))];
    await client.query("select from pools where id = any ($1::text[]) order by id for no key update", [
      poolIds,
    ]);
    const heard = orders.filter(({ key }) => codes.has(key));
    const told = (await nameErased(client, { accountId, storeId }, heard)).flatMap((order) => {
      const code = codes.get(order.key);
      return code ? [{ ...order, codeId: code.id }] : [];
    });
    await client.query(RECORD, [
      accountId,
      storeId,
      told.map(({ orderId }) => orderId),
      told.map(({ codeId }) => codeId),
      told.map(({ orderNumber }) => orderNumber),
      told.map(({ total }) => total),
      told.map(({ discount }) => discount),
      told.map(({ currency }) => currency),
      told.map(({ redeemedAt }) => redeemedAt),
      told.map(({ reversedAt }) => reversedAt),
    ]);
    await redeemCodes(client, await usedOrNot(client, [...codes.values()]));
    await announceRedemptions(
      client,
      storeId,
      told.map(({ codeId }) => codeId),
    );
    return told.length;
  });
}

/**
 * A code that was made in one store is another one where it is used in a second: that is a copy of the first, connected
 * as a store of its own. An uploaded code belongs to no store, and of a store that is gone the next one may be the heir.
 */
async function findCodes(
  client: Queryable,
  { accountId, storeId }: { accountId: string; storeId: string },
  orders: readonly KnownOrder[],
): Promise<Map<string, FoundCode>> {
  const keys = [...new Set(orders.map(({ key }) => key))];
  const { rows } = await client.query<FoundCode>(
    `select c.id, c.code_key as key, c.pool_id as "poolId"
     from codes c
     left join batches b on b.id = c.batch_id and b.store_id <> $3
     left join stores s on s.id = b.store_id and s.disconnected_at is null
     where c.account_id = $1 and c.code_key = any ($2::text[]) and s.id is null`,
    [accountId, keys, storeId],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** Which codes have an order that stands; one whose order has not been heard of yet has none. */
async function usedOrNot(
  client: Queryable,
  codes: readonly FoundCode[],
): Promise<{ used: number[]; unused: number[] }> {
  const { rows } = await client.query<{ id: number; isUsed: boolean }>(
    `select code_id as id, bool_or(redeemed_at is not null and reversed_at is null) as "isUsed"
     from redemptions where code_id = any ($1::bigint[]) group by code_id`,
    [codes.map(({ id }) => id)],
  );
  return {
    used: rows.flatMap(({ id, isUsed }) => (isUsed ? [id] : [])),
    unused: rows.flatMap(({ id, isUsed }) => (isUsed ? [] : [id])),
  };
}
