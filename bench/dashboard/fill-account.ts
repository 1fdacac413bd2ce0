import { randomBytes } from "node:crypto";
import type pg from "pg";
import { accountHashKey } from "#app/accounts/account-hash-key.server.ts";
import { connectStore } from "#app/accounts/connect-store.server.ts";
import { createApiClient } from "#app/accounts/create-api-client.server.ts";
import { codeKey } from "#app/codes/code-key.ts";
import { contactHash } from "#app/crypto/contact-hash.ts";
import { database } from "#app/db/database.server.ts";
import { newId } from "#app/db/new-id.server.ts";

export const POOLS = 1_000;

export interface FilledAccount {
  accountId: string;
  /** The one that most claims were made from. */
  largePool: string;
  claims: number;
}

/** The code with a number: ten characters that do not count up. */
export const codeNumbered = (number: number) => `SAVE-${mix(number)}`;
const SQL_CODE = "'SAVE-' || upper(lpad(to_hex((n::bigint * 2654435761) % 4294967296), 8, '0'))";

/** The same arithmetic as in SQL_CODE: different numbers below 2^32 have different codes. */
function mix(number: number): string {
  return ((BigInt(number) * 2_654_435_761n) % 4_294_967_296n).toString(16).toUpperCase().padStart(8, "0");
}

/**
 * An account with a thousand pools in every state and so many codes, as years of work would leave it: one pool has
 * a fifth of the codes and all `claims`, one in twenty of them redeemed. By insert-select, the indexes made afterwards.
 */
export async function fillAccount(codes: number, claims: number): Promise<FilledAccount> {
  const { accountId, storeId } = await connectStore({
    platform: "shopify",
    domain: "bench.myshopify.com",
    actor: "bench",
  });
  const client = await createApiClient({ accountId, name: "Bench", actor: "bench" });
  if (!client.ok) throw new Error(client.refusal.detail);
  const { pool } = database();
  await pool.query("update stores set orders_since = now() where id = $1", [storeId]);
  const poolIds = Array.from({ length: POOLS }, () => newId("pool"));
  const [largePool = ""] = poolIds;
  const large = Math.max(claims, Math.floor(codes / 5));
  const each = Math.floor((codes - large) / (POOLS - 1));
  const held = poolIds.map((_, index) => (index === 0 ? codes - each * (POOLS - 1) : each));
  // Of the others between none and all are gone: low, empty and full pools.
  const gone = held.map((quantity, index) =>
    index === 0 ? claims : Math.floor((quantity * (index % 11)) / 10),
  );
  const redeemed = gone.map((quantity, index) => (index === 0 ? Math.floor(quantity / 20) : 0));
  const connection = await pool.connect();
  try {
    await connection.query("set synchronous_commit = off; set maintenance_work_mem = '1GB'");
    await insertPools(connection, accountId, { poolIds, held, gone, redeemed });
    const restore = await dropIndexes(connection, ["codes", "claims", "redemptions"]);
    await insertCodes(connection, accountId, { poolIds, held, gone, redeemed });
    await insertClaims(connection, accountId, { largePool, claims, clientId: client.value.id });
    await insertRedemptions(connection, { accountId, storeId, largePool });
    await restore();
    await noteTroubles(connection, accountId);
    await noteForecasts(connection, accountId);
  } finally {
    connection.release(true);
  }
  for (const table of ["codes", "claims", "redemptions", "pools"])
    await pool.query(`vacuum analyze ${table}`);
  await pool.query("checkpoint");
  return { accountId, largePool, claims };
}

interface Plan {
  poolIds: string[];
  held: number[];
  gone: number[];
  redeemed: number[];
}

async function insertPools(connection: pg.PoolClient, accountId: string, plan: Plan): Promise<void> {
  await connection.query(
    `insert into pools (id, account_id, name, handle, type, added, available, assigned, redeemed)
     select id, $1, 'Campaign ' || place, 'campaign-' || place, 'static', held, held - gone, gone, redeemed
     from unnest($2::text[], $3::int[], $4::int[], $5::int[]) with ordinality as p (id, held, gone, redeemed, place)`,
    [accountId, plan.poolIds, plan.held, plan.gone, plan.redeemed],
  );
  await connection.query(
    "insert into pool_handles (account_id, handle, pool_id) select account_id, handle, id from pools where account_id = $1",
    [accountId],
  );
}

async function insertCodes(connection: pg.PoolClient, accountId: string, plan: Plan): Promise<void> {
  const firsts: number[] = [];
  let next = 1;
  for (const quantity of plan.held) {
    firsts.push(next);
    next += quantity;
  }
  await connection.query(
    `insert into codes (account_id, pool_id, code, code_key, state, assigned_at)
     select $1, id, ${SQL_CODE}, lower(${SQL_CODE}),
            (case when n - first >= gone then 'available'
                  when redeemed > 0 and (n - first) % 20 = 0 and (n - first) < redeemed * 20 then 'redeemed'
                  else 'assigned' end)::code_state,
            case when n - first < gone then timestamptz '2026-01-01' + (n - first) * interval '10 s' end
     from unnest($2::text[], $3::bigint[], $4::int[], $5::int[], $6::int[]) as p (id, first, held, gone, redeemed)
     cross join lateral generate_series(first, first + held - 1) as n`,
    [accountId, plan.poolIds, firsts, plan.held, plan.gone, plan.redeemed],
  );
}

async function insertClaims(
  connection: pg.PoolClient,
  accountId: string,
  { largePool, claims, clientId }: { largePool: string; claims: number; clientId: string },
): Promise<void> {
  // A hash of random bytes is what a contact's looks like.
  const salt = randomBytes(8).toString("hex");
  await connection.query(
    `insert into claims (pool_id, key, account_id, client_id, contact_hash, campaign_id, campaign_type, outcome,
                         code_id, claimed_at)
     select pool_id, 'msg-' || lpad(id::text, 9, '0'), account_id, $3, sha256(($4 || id)::bytea),
            'campaign-' || id % 40, 'automation', 'assigned', id, assigned_at
     from codes where account_id = $1 and pool_id = $2 and state in ('assigned', 'redeemed')
     order by id limit $5`,
    [accountId, largePool, clientId, salt, claims],
  );
  const known = contactHash(await accountHashKey(accountId), "ada@example.com");
  await connection.query(
    "update claims set contact_hash = $2 where pool_id = $1 and key = (select max(key) from claims where pool_id = $1)",
    [largePool, known],
  );
}

async function insertRedemptions(
  connection: pg.PoolClient,
  of: { accountId: string; storeId: string; largePool: string },
): Promise<void> {
  await connection.query(
    `insert into redemptions (store_id, order_id, code_id, account_id, pool_id, order_number, total, discount, currency,
                              redeemed_at, announced_at)
     select $2, id::text, id, account_id, pool_id, '#' || id, 80, 8, 'EUR', assigned_at + interval '2 days', now()
     from codes where account_id = $1 and pool_id = $3 and state = 'redeemed'`,
    [of.accountId, of.storeId, of.largePool],
  );
}

/** What was told of the pools that are low or empty, as the triggers leave it. */
async function noteTroubles(connection: pg.PoolClient, accountId: string): Promise<void> {
  await connection.query(
    `insert into pool_alerts (pool_id, kind, account_id, told_at)
     select id, 'pool.' || stock, account_id, now() from pools where account_id = $1 and stock in ('low', 'empty')
     on conflict do nothing`,
    [accountId],
  );
}

/** When each pool will run dry, as the last look left it. */
async function noteForecasts(connection: pg.PoolClient, accountId: string): Promise<void> {
  await connection.query(
    `insert into pool_forecasts (pool_id, made_at, assigned, remaining, is_known, runs_dry_at, earliest_at, latest_at)
     select id, now(), assigned, available, true, now() + interval '20 days', now() + interval '15 days',
            now() + interval '30 days'
     from pools where account_id = $1`,
    [accountId],
  );
}

/** Takes down what slows a load down and is no constraint; answers how to make it again. */
async function dropIndexes(connection: pg.PoolClient, tables: string[]): Promise<() => Promise<void>> {
  const { rows } = await connection.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
     where tablename = any ($1) and indexname not like '%\\_pkey'`,
    [tables],
  );
  for (const { name } of rows) await connection.query(`drop index "${name}"`);
  return async () => {
    for (const { definition } of rows) await connection.query(definition);
  };
}

/** The key by which a code is looked for must be what the product makes of it. */
export function checkCodeKeys(): void {
  const code = codeNumbered(4_711);
  if (codeKey(code) !== code.toLowerCase())
    throw new Error("The bench draws codes that the product would not keep so.");
}
