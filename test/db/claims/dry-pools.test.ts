import { beforeAll, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { RECIPIENTS_PER_CLAIM_MAX, SWEEP_SLICE_CODES } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { hoursPass } from "#test/support/hours-pass.ts";
import { addCodes, codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

let accountId: string;
beforeAll(async () => {
  accountId = await newAccount();
});

async function outcomes(pool: string, ...keys: string[]): Promise<string[]> {
  const result = await claimCodes(
    claimRequest({
      accountId,
      pool,
      recipients: keys.map((key) => ({ key, contact: `${key}@example.com` })),
    }),
  );
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.claims.map(({ outcome, code }) => (code ? `${outcome} ${code}` : outcome));
}

/** Codes of the pool that the next claim would have to look at. */
async function codesAhead(pool: string): Promise<number> {
  const { rows } = await database().pool.query<{ ahead: number }>(
    `select count(*) as ahead from codes c join pools p on p.id = c.pool_id
     where p.id = $1 and c.position >= p.claim_cursor`,
    [pool],
  );
  return rows[0]?.ahead ?? 0;
}

test("a dry pool reads what was undone or has expired once, not with every claim", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("UNDONE", 300));
  await database().pool.query(
    `with gone as (update codes set state = 'undone', code_key = null where pool_id = $1)
     update pools set available = 0, undone = 300 where id = $1`,
    [pool],
  );
  expect(await outcomes(pool, "a", "b")).toEqual(["exhausted", "exhausted"]);
  expect(await codesAhead(pool)).toBe(0);
  await addCodes(accountId, pool, ["NEW-1"]);
  expect(await outcomes(pool, "a", "b")).toEqual(["assigned NEW-1", "exhausted"]);
  expect(await codesAhead(pool)).toBe(0);
  await expectCountsEqualRows(pool);
});

test("a claim that finds a pool dry is no change of the pool", async () => {
  const pool = await poolWithCodes(accountId, ["ONLY-1"]);
  await outcomes(pool, "a");
  const before = await getPool({ accountId, pool });
  expect(await outcomes(pool, "b")).toEqual(["exhausted"]);
  expect(await outcomes(pool, "c")).toEqual(["exhausted"]);
  expect(await getPool({ accountId, pool })).toEqual(before);
});

test("codes that come back reach a large batch at once, though a sweep returns a slice of them", async () => {
  const quantity = SWEEP_SLICE_CODES + 3 * RECIPIENTS_PER_CLAIM_MAX;
  const pool = await poolWithCodes(accountId, codesNamed("BACK", quantity));
  await database().pool.query(
    `with waiting as (update codes set state = 'quarantined', returns_at = now() + interval '1 hour' where pool_id = $1)
     update pools set available = 0, quarantined = $2, next_return_at = now() + interval '1 hour' where id = $1`,
    [pool, quantity],
  );
  await hoursPass(pool, 2);
  const batches = Array.from({ length: 5 }, (_, batch) =>
    outcomes(pool, ...codesNamed(`key-${batch}`, RECIPIENTS_PER_CLAIM_MAX)),
  );
  const all = (await Promise.all(batches)).flat();
  expect(all.filter((answer) => answer === "exhausted")).toEqual([]);
  expect(new Set(all).size).toBe(quantity);
  await expectCountsEqualRows(pool);
});
