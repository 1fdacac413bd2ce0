import { randomBytes } from "node:crypto";
import { sealSecret } from "#app/crypto/vault.server.ts";
import type { AccountId, StoreId } from "#app/db/ids.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import type { PlatformName } from "./account-view.ts";
import { nameInHistory } from "./name-in-history.ts";

export interface StoreToConnect {
  platform: PlatformName;
  domain: string;
  /** What the platform calls it; the domain until that is known. */
  name?: string;
  /** IANA name. The account's own starts as its first store's. */
  timeZone?: string;
  /** ISO 4217. */
  currency?: string;
  /** The account of a store that is new here; without it the store gets one of its own. */
  accountId?: AccountId;
  actor: string;
}

export interface ConnectedStore {
  accountId: AccountId;
  storeId: StoreId;
  /** It was disconnected before: a new installation has begun. */
  cameBack: boolean;
}

/**
 * Finds a store and its account or makes both, one account per store. A store that was disconnected is
 * connected again to the account that it had, and looked at: its pools go on when it answers. Two calls at once
 * answer the same account: the store's unique domain decides, and the loser takes its own account back.
 */
export async function connectStore(input: StoreToConnect): Promise<ConnectedStore> {
  return await inTransaction(async (client) => await connectStoreWithin(client, input));
}

/** The same in the caller's transaction. */
export async function connectStoreWithin(client: Queryable, input: StoreToConnect): Promise<ConnectedStore> {
  const store = { ...input, domain: input.domain.toLowerCase() };
  for (;;) {
    // Neither, when it was in the way and has been erased since.
    const connected = (await reconnect(client, store)) ?? (await create(client, store));
    if (connected) return connected;
  }
}

async function reconnect(client: Queryable, store: StoreToConnect): Promise<ConnectedStore | undefined> {
  const { rows } = await client.query<{ id: StoreId; account_id: AccountId; disconnected_at: Date | null }>(
    "select id, account_id, disconnected_at from stores where platform = $1::platform and domain = $2 for update",
    [store.platform, store.domain],
  );
  const [known] = rows;
  if (!known) return undefined;
  await client.query(
    `update stores set name = coalesce($2, name), time_zone = coalesce($3, time_zone),
       currency = coalesce($4, currency), disconnected_at = null,
       connected_at = case when disconnected_at is null then connected_at else now() end
     where id = $1`,
    [known.id, store.name ?? null, store.timeZone ?? null, store.currency ?? null],
  );
  const cameBack = known.disconnected_at !== null;
  if (cameBack) {
    await appendConnected(client, known.account_id, store);
    await sendJob(client, "check-store", { storeId: known.id });
  }
  return { accountId: known.account_id, storeId: known.id, cameBack };
}

async function create(client: Queryable, store: StoreToConnect): Promise<ConnectedStore | undefined> {
  const accountId = store.accountId ?? newId("account");
  const storeId = newId("store");
  const name = store.name ?? store.domain;
  const timeZone = store.timeZone ?? "UTC";
  if (!store.accountId) {
    await client.query(
      "insert into accounts (id, name, time_zone, contact_hash_key_sealed) values ($1, $2, $3, $4)",
      [accountId, name, timeZone, sealSecret("contact-hash-key", randomBytes(32))],
    );
  }
  // Waits for another connection of the same store, and then finds that it came second.
  const { rowCount } = await client.query(
    `insert into stores (id, account_id, platform, domain, name, time_zone, currency)
     values ($1, $2, $3::platform, $4, $5, $6, $7) on conflict (platform, domain) do nothing`,
    [storeId, accountId, store.platform, store.domain, name, timeZone, store.currency ?? null],
  );
  if (rowCount === 0) {
    if (!store.accountId) await client.query("delete from accounts where id = $1", [accountId]);
    return await reconnect(client, store);
  }
  await appendConnected(client, accountId, store);
  return { accountId, storeId, cameBack: false };
}

async function appendConnected(client: Queryable, accountId: string, store: StoreToConnect): Promise<void> {
  await appendHistory(client, {
    accountId,
    actor: store.actor,
    verb: "store.connected",
    detail: { domain: nameInHistory(store) },
  });
}
