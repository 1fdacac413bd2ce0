import { lockAccountCodes } from "#app/codes/lock-account-codes.server.ts";
import { ERASE_SLICE_ROWS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { FOUND_BY, STORE_TABLES } from "./store-tables.ts";

interface Erasure {
  accountId: string;
  poolIds: string[];
}

/** Contacts are hashed, so these parts are about equal; each is looked through once. */
const HASH_PARTS = 256;

/**
 * Deletes what is left of a store that was redacted: codes and claims of its dynamic pools by the million, in
 * transactions of ERASE_SLICE_ROWS, then everything else that was the store's. After a crash, or when it is told to
 * stop (it throws), it begins again and finds less. The note of what is to be erased goes last.
 */
export async function eraseStore(request: { storeId: string; signal: AbortSignal }): Promise<void> {
  const { storeId, signal } = request;
  const { rows } = await database().pool.query<Erasure & Record<string, unknown>>(
    `select account_id as "accountId", pool_ids as "poolIds" from store_erasures where store_id = $1`,
    [storeId],
  );
  const [erasure] = rows;
  if (!erasure) return;
  for (const poolId of erasure.poolIds) await eraseCodes(erasure.accountId, poolId, signal);
  await eraseClaims(erasure, signal);
  await eraseOrderEvents(erasure.accountId, storeId, signal);
  for (const { table, by, ofAccount } of STORE_TABLES) {
    const ids = by === "pool_id" ? erasure.poolIds : [storeId];
    await eraseRows(table, FOUND_BY[by], ids, ofAccount ? erasure.accountId : null, signal);
  }
  await forgetNames(erasure.accountId);
  await database().pool.query("delete from store_erasures where store_id = $1", [storeId]);
}

/** In the order of their index, so that no slice passes over what earlier ones have left behind. */
async function eraseCodes(accountId: string, poolId: string, signal: AbortSignal): Promise<void> {
  let position = -1;
  for (;;) {
    signal.throwIfAborted();
    const erased = await inTransaction(async (client) => {
      // Their keys are free from here on.
      await lockAccountCodes(client, accountId);
      const { rows } = await client.query<{ position: number }>(
        `delete from codes where id = any (array(
           select id from codes where pool_id = $1 and position >= $2 order by position limit $3))
         returning position`,
        [poolId, position, ERASE_SLICE_ROWS],
      );
      return rows.map((row) => row.position);
    });
    if (erased.length < ERASE_SLICE_ROWS) return;
    position = erased.reduce((last, one) => Math.max(last, one), position);
  }
}

async function eraseClaims({ accountId, poolIds }: Erasure, signal: AbortSignal): Promise<void> {
  if (poolIds.length === 0) return;
  for (let part = 0; part < HASH_PARTS; part += 1) {
    // Those of erased contacts are empty.
    const from = part > 0 ? Buffer.of(part) : Buffer.alloc(0);
    const until = part + 1 < HASH_PARTS ? Buffer.of(part + 1) : null;
    for (let erased = ERASE_SLICE_ROWS; erased === ERASE_SLICE_ROWS; ) {
      signal.throwIfAborted();
      const { rowCount } = await database().pool.query(
        `delete from claims where ctid = any (array(
           select ctid from claims
           where account_id = $1 and pool_id = any ($2::text[])
             and contact_hash >= $3 and ($4::bytea is null or contact_hash < $4)
           limit $5))`,
        [accountId, poolIds, from, until, ERASE_SLICE_ROWS],
      );
      erased = rowCount ?? 0;
    }
  }
}

/**
 * What the outbox tells of the store's orders with codes of uploaded pools, which stay. Found by the orders themselves, so
 * before they are erased. Lines that lose what waited in them are tidied up by the next delivery.
 * Indexes: events_account_id_number_idx, redemptions_pkey.
 */
async function eraseOrderEvents(accountId: string, storeId: string, signal: AbortSignal): Promise<void> {
  for (let erased = ERASE_SLICE_ROWS; erased === ERASE_SLICE_ROWS; ) {
    signal.throwIfAborted();
    const { rowCount } = await database().pool.query(
      `with gone as (
         select number from events e
         where account_id = $1 and type = 'code.redeemed' and exists (
           select from redemptions r
           where r.store_id = $2 and r.order_id = e.detail ->> 'orderId' and r.pool_id = e.pool_id)
         limit $3
       ), deliveries as (
         delete from event_deliveries using gone where event_number = number
       )
       delete from events e using gone where e.number = gone.number`,
      [accountId, storeId, ERASE_SLICE_ROWS],
    );
    erased = rowCount ?? 0;
  }
}

async function eraseRows(
  table: string,
  found: string,
  ids: readonly string[],
  accountId: string | null,
  signal: AbortSignal,
): Promise<void> {
  for (let erased = ERASE_SLICE_ROWS; erased === ERASE_SLICE_ROWS; ) {
    signal.throwIfAborted();
    const ofAccount = accountId === null ? "$3::text is null" : "account_id = $3";
    const { rowCount } = await database().pool.query(
      `delete from ${table} where ctid = any (array(
         select ctid from ${table} where ${ofAccount} and ${found} limit $2))`,
      [ids, ERASE_SLICE_ROWS, accountId],
    );
    erased = rowCount ?? 0;
  }
}

/** The people who worked in an account of which no store is left worked in its stores. */
async function forgetNames(accountId: string): Promise<void> {
  const { pool } = database();
  for (const table of ["history", "uploads", "privacy_requests"]) {
    await pool.query(
      `update ${table} set actor = 'merchant'
       where account_id = $1 and actor not in ('system', 'merchant', 'shopify', 'Magento') and actor not like 'API client %'
         and not exists (select 1 from stores where account_id = $1)`,
      [accountId],
    );
  }
}
