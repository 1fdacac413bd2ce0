import { beforeEach, expect, test } from "vitest";
import { connectStore } from "#app/accounts/connect-store.server.ts";
import { disconnectStore } from "#app/accounts/disconnect-store.server.ts";
import { findCredentials } from "#app/accounts/find-credentials.server.ts";
import { getAccount } from "#app/accounts/get-account.server.ts";
import { sendTestMail } from "#app/alerts/send-test-mail.server.ts";
import { announceCampaign } from "#app/campaigns/announce-campaign.server.ts";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { ERASE_SLICE_ROWS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { findWrongCounts } from "#app/health/find-wrong-counts.server.ts";
import { listHistory } from "#app/history/list-history.server.ts";
import { askErasure } from "#app/privacy/ask-erasure.server.ts";
import { eraseStore } from "#app/privacy/erase-store.server.ts";
import { redactStore } from "#app/privacy/redact-store.server.ts";
import { resumeErasures } from "#app/privacy/resume-erasures.server.ts";
import { STORE_TABLES } from "#app/privacy/store-tables.ts";
import { recordRedemptions } from "#app/redemptions/record-redemptions.server.ts";
import { integrationOf, mountedApi } from "#test/support/api.ts";
import { freshDatabase } from "#test/support/database.ts";
import { type DynamicPool, poolWithReadyCodes } from "#test/support/dynamic-pool.ts";
import { newEndpoint, tellByMail } from "#test/support/outbox.ts";
import { codesNamed, poolWithCodes } from "#test/support/pool-with-codes.ts";
import { pretendInstallation } from "#test/support/pretend-installation.ts";

freshDatabase();

const running = new AbortController().signal;
const app = mountedApi();
const CLIENT = newId("api_client");
let count = 0;
let domain: string;
let accountId: string;
let storeId: string;
let dynamic: DynamicPool;
let uploaded: string;

const connect = (name: string) =>
  connectStore({ platform: "shopify", domain: name, name: "Corner shop", actor: "Ada" });
const redact = async (saidAt: Date | null = new Date(Date.now() + 48 * 3_600_000)) =>
  await redactStore({
    platform: "shopify",
    domain,
    saidAt,
    installation: pretendInstallation({ kind: "gone", access: null }),
  });
const erase = () => eraseStore({ storeId, signal: running });
const leave = async () => await disconnectStore(database().pool, storeId);
const claim = async (pool: string, ...keys: string[]) =>
  await claimCodes({
    accountId,
    clientId: CLIENT,
    broadcastAllowed: true,
    mode: "live",
    pool,
    campaign: { id: "spring", type: "automation" },
    recipients: keys.map((key) => ({ key, contact: `${key}@example.com` })),
  });
const ask = async (text: string, ...values: unknown[]) =>
  (await database().pool.query(text, values)).rows as Record<string, unknown>[];

/** A second store in the account, as connecting another shop to it would make. */
async function secondStore(): Promise<string> {
  const id = newId("store");
  await database().prisma.store.create({
    data: { id, accountId, platform: "shopify", domain: `other-${count}.myshopify.com`, name: "Other shop" },
  });
  return id;
}

beforeEach(async () => {
  count += 1;
  domain = `leaver-${count}.myshopify.com`;
  ({ accountId, storeId } = await connect(domain));
  dynamic = await poolWithReadyCodes(accountId, 5);
  uploaded = await poolWithCodes(accountId, codesNamed(`UP${count}`, 5));
  await announceCampaign({
    accountId,
    pool: dynamic.id,
    campaignId: "spring",
    name: "Spring",
    type: "automation",
    status: "live",
    actor: "API client Mailer",
  });
  for (const pool of [dynamic.id, uploaded]) expect(await claim(pool, "a", "b")).toMatchObject({ ok: true });
});

/** Rows in any table that name the store, its dynamic pool or its template. */
async function traces(): Promise<string[]> {
  const columns = await ask(
    `select c.table_name as "table", c.column_name as "column"
     from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and data_type = 'text'`,
  );
  const found: string[] = [];
  for (const { table, column } of columns) {
    const rows = await ask(`select 1 from "${table}" where "${column}" = any ($1::text[]) limit 1`, [
      storeId,
      dynamic.id,
      dynamic.templateId,
      domain,
    ]);
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found;
}

test("every table with rows of a store or a pool is erased, or known to be handled otherwise", async () => {
  const tables = await ask(
    `select distinct table_name as "table" from information_schema.columns
     where table_schema = 'public' and column_name in ('store_id', 'pool_id', 'creation_id')`,
  );
  const otherwise = [
    "codes",
    "claims",
    "pool_handles",
    "templates",
    "store_paces",
    "store_erasures",
    "uploads",
  ];
  expect(tables.map(({ table }) => String(table)).sort()).toEqual(
    [...STORE_TABLES.map(({ table }) => table), ...otherwise].sort(),
  );
});

test("nothing is left of a store, and uploaded pools of its account stay with their codes and claims", async () => {
  await leave();
  expect(await redact()).toBe(true);
  await erase();
  expect(await traces()).toEqual([]);
  expect(await ask("select count(*) as n from codes where account_id = $1", accountId)).toEqual([{ n: 5 }]);
  expect(await ask("select pool_id, key from claims where account_id = $1 order by key", accountId)).toEqual([
    { pool_id: uploaded, key: "a" },
    { pool_id: uploaded, key: "b" },
  ]);
  expect(await findWrongCounts(null)).toEqual([]);
  expect(await ask("select 1 from store_erasures")).toEqual([]);
});

test("what was told of the store's orders with uploaded codes goes, and what was told of another store's stays", async () => {
  const other = await secondStore();
  await newEndpoint(accountId);
  const [one = "", two = ""] = codesNamed(`UP${count}`, 2);
  for (const [store, code] of [
    [storeId, one],
    [other, two],
  ] as const) {
    await recordRedemptions({
      accountId,
      storeId: store,
      news: [
        {
          kind: "redeemed",
          code,
          orderId: `order-${code}`,
          orderNumber: "#1",
          total: "9",
          discount: "1",
          currency: "EUR",
          at: new Date(),
        },
      ],
    });
  }
  const told = async () =>
    await ask(
      `select e.detail ->> 'orderId' as order, d.state from events e left join event_deliveries d on d.event_number = e.number
       where e.type = 'code.redeemed' and e.account_id = $1 order by 1`,
      accountId,
    );
  expect(await told()).toHaveLength(2);
  await leave();
  await redact();
  await erase();
  expect(await told()).toEqual([{ order: `order-${two}`, state: "waiting" }]);
  expect(
    await ask("select 1 from event_deliveries where event_number not in (select number from events)"),
  ).toEqual([]);
  expect(await findWrongCounts(null)).toEqual([]);
});

test("messages of contacts that were erased before go with the store as well", async () => {
  const erased = await askErasure({
    accountId,
    source: "merchant",
    actor: "Ada",
    contacts: ["a@example.com"],
  });
  expect(erased).toEqual({ status: "completed", messages: 2 });
  await leave();
  await redact();
  await erase();
  expect(await ask("select 1 from claims where pool_id = $1", dynamic.id)).toEqual([]);
  expect(await ask("select 1 from claims where pool_id = $1", uploaded)).toHaveLength(2);
});

test("with its last store an account loses the key to its contacts, its name, and who worked in it", async () => {
  const client = await integrationOf(accountId, app);
  expect((await client.call("GET", "/api/v1/me")).status).toBe(200);
  await askErasure({ accountId, source: "merchant", actor: "Ada", contacts: ["a@example.com"] });
  await leave();
  await redact();
  await erase();
  expect(
    await ask("select name, contact_hash_key_sealed as key from accounts where id = $1", accountId),
  ).toEqual([{ name: "Account without a store", key: null }]);
  expect(await findCredentials(client.keyId, Date.now() + 60_000)).toBeNull();
  const history = await listHistory({ accountId, limit: 50 });
  expect(new Set(history.map(({ actor }) => actor))).toEqual(new Set(["system", "merchant"]));
  expect(await ask("select actor from privacy_requests where account_id = $1", accountId)).toEqual([
    { actor: "merchant" },
  ]);
  expect(JSON.stringify(history)).not.toContain(domain);
});

test("with the last store nobody is told of anything any more, and nobody's address is kept", async () => {
  await tellByMail(accountId, "ada@example.com");
  await newEndpoint(accountId);
  await sendTestMail(accountId);
  await secondStore();
  const kept = () =>
    ask(
      `select 1 from alert_settings where account_id = $1 union all select 1 from alert_mails where account_id = $1
       union all select 1 from event_endpoints where account_id = $1`,
      accountId,
    );
  await leave();
  await redact();
  expect(await kept()).toHaveLength(3);
  await ask("update stores set disconnected_at = now() where account_id = $1", accountId);
  const { rows } = await database().pool.query("select domain from stores where account_id = $1", [
    accountId,
  ]);
  domain = String(rows[0]?.domain);
  await redact();
  expect(await kept()).toEqual([]);
});

test("other stores of the account stay, with their templates and pools, and so does its key", async () => {
  const second = await secondStore();
  const template = newId("template");
  await database().prisma.template.create({
    data: { id: template, accountId, storeId: second, name: "Other", source: "described", offer: {} },
  });
  await leave();
  await redact();
  await erase();
  expect(await traces()).toEqual([]);
  expect(await getAccount(accountId)).toMatchObject({ name: "Other shop", stores: [{ id: second }] });
  expect(await database().prisma.template.findMany({ where: { accountId } })).toMatchObject([
    { id: template },
  ]);
  expect(await claim(uploaded, "c")).toMatchObject({ ok: true });
  expect(await claim(dynamic.id, "c")).toMatchObject({ ok: false, refusal: { code: "not_found" } });
});

test("installing the app again afterwards starts a new store", async () => {
  await leave();
  await redact();
  const fresh = await connect(domain);
  expect(fresh).toMatchObject({ cameBack: false });
  expect([fresh.storeId, fresh.accountId]).not.toContain(storeId);
  await erase();
  expect(await getAccount(fresh.accountId)).toMatchObject({ name: "Corner shop", stores: [{ domain }] });
  // What is said once more of the old one does not touch it.
  expect(await redact(new Date(Date.now() - 1_000))).toBe(false);
  expect(await redact(null)).toBe(false);
});

test("a store that is connected keeps everything, also when it was back only after the message", async () => {
  expect(await redact()).toBe(false);
  await leave();
  await connect(domain);
  await leave();
  expect(await redact(new Date(Date.now() - 3_600_000))).toBe(false);
  expect(await traces()).toContain("pools.id");
});

test("until then a store that comes back finds everything", async () => {
  await leave();
  expect(await connect(domain)).toMatchObject({ accountId, storeId, cameBack: true });
  expect(await claim(dynamic.id, "a")).toMatchObject({
    ok: true,
    value: { claims: [{ outcome: "repeated" }] },
  });
});

test("pools by the thousand codes go in slices; what was stopped goes on from what is left", async () => {
  await database().pool.query(
    `insert into codes (account_id, pool_id, code, code_key, state, position)
     select $1, $2, 'BULK-' || n, 'bulk-' || $2 || n, 'available', nextval('codes_position_seq')
     from generate_series(1, $3) n`,
    [accountId, dynamic.id, ERASE_SLICE_ROWS * 3],
  );
  await database().pool.query(
    `insert into claims (pool_id, key, account_id, client_id, contact_hash, campaign_id, campaign_type, outcome, claimed_at)
     select $2, 'k' || n, $1, 'cli_x', case when n % 2 = 0 then '\\xff'::bytea else sha256(n::text::bytea) end, 'c', 'automation', 'fallback', now()
     from generate_series(1, $3) n`,
    [accountId, dynamic.id, ERASE_SLICE_ROWS * 3],
  );
  await leave();
  await redact();
  const stopped = new AbortController();
  stopped.abort();
  await expect(eraseStore({ storeId, signal: stopped.signal })).rejects.toThrow();
  expect(await ask("select 1 from store_erasures where store_id = $1", storeId)).toHaveLength(1);
  await Promise.all([erase(), erase()]);
  expect(await traces()).toEqual([]);
  await erase();
});

test("an erasure whose job was lost gets another one", async () => {
  await leave();
  await redact();
  const jobs = async () =>
    (await ask("select 1 from pgboss.job where name = 'erase-store' and data ->> 'storeId' = $1", storeId))
      .length;
  expect(await jobs()).toBe(1);
  await resumeErasures();
  expect(await jobs()).toBe(1);
  await ask("update store_erasures set started_at = now() - interval '1 day'");
  await resumeErasures();
  expect(await jobs()).toBe(2);
  await erase();
});

test("jobs of the store that wait are taken back", async () => {
  const waiting = async () =>
    await ask("select name from pgboss.job where data ->> 'storeId' = $1 and name <> 'erase-store'", storeId);
  await leave();
  await connect(domain);
  expect(await waiting()).toEqual([{ name: "check-store" }]);
  await leave();
  await redact();
  expect(await waiting()).toEqual([]);
  await erase();
});
