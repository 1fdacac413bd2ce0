import { connectStore } from "#app/accounts/connect-store.server.ts";
import { codeKey } from "#app/codes/code-key.ts";
import { database } from "#app/db/database.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { createPool } from "#app/pools/create-pool.server.ts";
import type { PoolSettingsInput } from "#app/pools/pool-settings.ts";

/** A fresh account with a store of its own. */
export async function newAccount(): Promise<string> {
  const id = newId("store").toLowerCase().replace("_", "-");
  const { accountId } = await connectStore({
    platform: "shopify",
    domain: `${id}.myshopify.com`,
    actor: "test",
  });
  return accountId;
}

let count = 0;

/** A static pool with codes that are available at once, put there as a merge would. */
export async function poolWithCodes(
  accountId: string,
  codes: readonly (string | { code: string; expiresAt: Date })[],
  settings: Partial<PoolSettingsInput> = {},
): Promise<string> {
  count += 1;
  const created = await createPool({
    accountId,
    settings: {
      name: `Pool ${count}`,
      handle: `pool-${count}-${accountId.slice(-6).toLowerCase()}`,
      ...settings,
    },
    actor: "test",
  });
  if (!created.ok) throw new Error(JSON.stringify(created.refusal));
  await addCodes(accountId, created.value.id, codes);
  return created.value.id;
}

/** Adds codes to a pool and moves its counters. */
export async function addCodes(
  accountId: string,
  poolId: string,
  codes: readonly (string | { code: string; expiresAt: Date })[],
): Promise<void> {
  const rows = codes.map((code) => (typeof code === "string" ? { code, expiresAt: null } : code));
  await database().pool.query(
    `with added as (
       insert into codes (account_id, pool_id, code, code_key, expires_at)
       select $1, $2, code, key, expires_at
       from unnest($3::text[], $4::text[], $5::timestamptz[]) with ordinality as u (code, key, expires_at, n)
       order by n
       returning position, expires_at
     )
     update pools
     set added = added + $6, available = available + $6,
         claim_cursor = least(claim_cursor, (select min(position) from added)),
         next_expiry_at = least(next_expiry_at, (select min(expires_at) from added))
     where id = $2`,
    [
      accountId,
      poolId,
      rows.map(({ code }) => code),
      rows.map(({ code }) => codeKey(code)),
      rows.map(({ expiresAt }) => expiresAt),
      rows.length,
    ],
  );
}

/** `count` different codes: PREFIX-000001, ... */
export function codesNamed(prefix: string, quantity: number): string[] {
  return Array.from({ length: quantity }, (_, index) => `${prefix}-${String(index + 1).padStart(6, "0")}`);
}
