import type { PlatformName } from "#app/accounts/account-view.ts";
import { POOL_CACHE_SECONDS } from "#app/config/limits.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { dropStoreJobs, sendJob } from "#app/jobs/queue/queue.server.ts";
import type { Installation } from "#app/platforms/installation.ts";

interface StoreRow extends Record<string, unknown> {
  id: string;
  accountId: string;
  name: string;
  domain: string;
}

/** What an account is called of which no store is left: it was named after one. */
const ACCOUNT_WITHOUT_STORE = "Account without a store";

/**
 * Takes a store that is disconnected out of its account for good, with its templates, its dynamic pools and what
 * the app holds to call it, and has the rest of its data erased. Other stores, uploaded pools and API clients of
 * the account stay. With the account's last store the key goes under which its contacts were hashed: nobody can
 * tell any more who they were, and its API clients are refused. A store of the same name that is connected
 * afterwards is another one. `saidAt`: when the platform asked for it; a store that was connected after that
 * keeps its data, as one that is connected now. False: nothing was to be done. Harmless when repeated.
 */
export async function redactStore(request: {
  platform: PlatformName;
  domain: string;
  saidAt: Date | null;
  installation: Installation;
}): Promise<boolean> {
  const { platform, domain, saidAt, installation } = request;
  return await inTransaction(async (client) => {
    const { rows } = await client.query<StoreRow>(
      `select id, account_id as "accountId", name, domain from stores
       where platform = $1::platform and domain = $2
         and disconnected_at is not null and ($3::timestamptz is null or connected_at <= $3)
       for update`,
      [platform, domain.toLowerCase(), saidAt],
    );
    const [store] = rows;
    if (!store) return false;
    await takePoolsAway(client, store);
    await takeHistoryAway(client, store);
    await client.query("delete from templates where store_id = $1", [store.id]);
    await client.query("delete from store_paces where store_id = $1", [store.id]);
    await client.query("delete from stores where id = $1", [store.id]);
    await installation.forgetAll(client);
    await dropStoreJobs(client, store.id);
    await renameAccount(client, store);
    // By then no process takes its pools for existing ones: nothing is added to what is erased.
    const afterSeconds = 2 * POOL_CACHE_SECONDS;
    await sendJob(client, "erase-store", { storeId: store.id }, { afterSeconds });
    return true;
  });
}

/** From here on claims of these pools find nothing. What they held is known by the list of their ids alone. */
async function takePoolsAway(client: Queryable, store: StoreRow): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `select p.id from pools p join templates t on t.id = p.template_id
     where t.store_id = $1 order by p.id for update of p`,
    [store.id],
  );
  const poolIds = rows.map(({ id }) => id);
  await client.query("insert into store_erasures (store_id, account_id, pool_ids) values ($1, $2, $3)", [
    store.id,
    store.accountId,
    poolIds,
  ]);
  await client.query("delete from pool_handles where account_id = $1 and pool_id = any ($2::text[])", [
    store.accountId,
    poolIds,
  ]);
  await client.query("delete from pools where id = any ($1::text[])", [poolIds]);
}

/** What the account's own history says of the store. That of its pools goes with the rest. */
async function takeHistoryAway(client: Queryable, store: StoreRow): Promise<void> {
  await client.query(
    `delete from history
     where account_id = $1 and pool_id is null
       and ((verb like 'store.%' and detail ->> 'domain' = $2)
         or (verb like 'template.%' and detail ->> 'name' in (select name from templates where store_id = $3)))`,
    [store.accountId, store.domain, store.id],
  );
  await appendHistory(client, { accountId: store.accountId, actor: "system", verb: "store.erased" });
}

async function renameAccount(client: Queryable, { accountId, name }: StoreRow): Promise<void> {
  // The account's row first: of two stores that go at once, the second sees that it is the last.
  await client.query("select from accounts where id = $1 for update", [accountId]);
  const { rows } = await client.query<{ name: string }>(
    "select name from stores where account_id = $1 order by id limit 1",
    [accountId],
  );
  const [other] = rows;
  if (other) {
    await client.query("update accounts set name = $3 where id = $1 and name = $2", [
      accountId,
      name,
      other.name,
    ]);
    return;
  }
  await client.query("update accounts set name = $2, contact_hash_key_sealed = null where id = $1", [
    accountId,
    ACCOUNT_WITHOUT_STORE,
  ]);
  // Nobody is told of anything any more, and nobody's address is kept.
  for (const table of ["alert_settings", "alert_mails", "event_endpoints"]) {
    await client.query(`delete from ${table} where account_id = $1`, [accountId]);
  }
}
