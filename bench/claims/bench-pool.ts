import { connectStore } from "#app/accounts/connect-store.server.ts";
import { createApiClient } from "#app/accounts/create-api-client.server.ts";
import { database } from "#app/db/database.server.ts";
import { createPool } from "#app/pools/create-pool.server.ts";

export interface BenchAccount {
  accountId: string;
  keyId: string;
  /** `whsec_...` */
  secret: string;
}

export async function benchAccount(): Promise<BenchAccount> {
  const { accountId } = await connectStore({
    platform: "shopify",
    domain: "bench.myshopify.com",
    actor: "bench",
  });
  const client = await createApiClient({ accountId, name: "Bench", actor: "bench" });
  if (!client.ok) throw new Error(client.refusal.detail);
  return { accountId, keyId: client.value.id, secret: client.value.secret };
}

let pools = 0;

/** A pool with so many codes, of which the first `gone` were claimed before, each by a key of its own. */
export async function benchPool(
  { accountId, keyId }: BenchAccount,
  codes: number,
  gone = 0,
): Promise<string> {
  pools += 1;
  const created = await createPool({
    accountId,
    settings: { name: `Bench ${pools}`, handle: `bench-${pools}` },
    actor: "bench",
  });
  if (!created.ok) throw new Error(created.refusal.detail);
  const poolId = created.value.id;
  const { pool } = database();
  await pool.query(
    `insert into codes (account_id, pool_id, code, code_key, state, assigned_at)
     select $1, $2, 'B' || $5::int || '-' || n, 'b' || $5::int || '-' || n,
            case when n <= $4 then 'assigned' else 'available' end::code_state, case when n <= $4 then now() end
     from generate_series(1, $3::int) as n`,
    [accountId, poolId, codes, gone, pools],
  );
  await pool.query(
    `insert into claims (pool_id, key, account_id, client_id, contact_hash, campaign_id, campaign_type, outcome,
                         code_id, claimed_at)
     select $2, 'gone-' || id, $1, $3, sha256(id::text::bytea), 'bench', 'automation', 'assigned', id, now()
     from codes where pool_id = $2 and state = 'assigned'`,
    [accountId, poolId, keyId],
  );
  await pool.query(
    `update pools
     set added = $2::int, available = $2::int - $3::int, assigned = $3::int,
         claim_cursor = (select min(position) from codes where pool_id = $1 and state = 'available')
     where id = $1`,
    [poolId, codes, gone],
  );
  return poolId;
}

/** What a real installation has at any time: statistics, and pages that a vacuum has seen. */
export async function settleTables(): Promise<void> {
  const { pool } = database();
  await pool.query("vacuum analyze codes");
  await pool.query("vacuum analyze claims");
  await pool.query("vacuum analyze pools");
  await pool.query("checkpoint");
}
