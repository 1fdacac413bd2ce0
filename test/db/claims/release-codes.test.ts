import { beforeAll, describe, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { findCode } from "#app/claims/find-code.server.ts";
import { findContact } from "#app/claims/find-contact.server.ts";
import { lookUpClaim } from "#app/claims/look-up-claim.server.ts";
import { releaseCodes } from "#app/claims/release-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { sweepPools } from "#app/pools/sweep-pools.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

let accountId: string;
beforeAll(async () => {
  accountId = await newAccount();
});

const releasing = { releaseAllowed: true };

async function claim(pool: string, ...recipients: [key: string, contact: string][]): Promise<string[]> {
  const result = await claimCodes(
    claimRequest({ accountId, pool, recipients: recipients.map(([key, contact]) => ({ key, contact })) }),
  );
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.claims.map(({ outcome, code }) => (code ? `${outcome} ${code}` : outcome));
}

async function release(pool: string, ...keys: string[]): Promise<string[]> {
  const result = await releaseCodes({ accountId, actor: "API client test", pool, keys });
  return result.ok ? result.value.results.map(({ result }) => result) : [result.refusal.code];
}

/** Moves everything that waits for time in a pool into the past, as time would. */
async function hoursPass(pool: string, hours: number): Promise<void> {
  const { pool: connections } = database();
  const by = [pool, hours];
  await connections.query(
    `update codes set assigned_at = assigned_at - make_interval(hours => $2::int), returns_at = returns_at - make_interval(hours => $2::int)
     where pool_id = $1`,
    by,
  );
  await connections.query(
    "update pools set next_return_at = next_return_at - make_interval(hours => $2::int) where id = $1",
    by,
  );
}

describe("a released code", () => {
  test("waits, then comes back at the end of the queue, and its key is spent", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("BACK", 3), releasing);
    await claim(pool, ["a", "ada"]);
    expect(await release(pool, "a", "nobody")).toEqual(["released", "unknown"]);
    expect(await release(pool, "a")).toEqual(["already_released"]);
    expect(await claim(pool, ["a", "ada"])).toEqual(["released"]);
    expect(await getPool({ accountId, pool })).toMatchObject({
      value: { remaining: 2, assigned: 0, counts: { quarantined: 1 } },
    });
    await hoursPass(pool, 23);
    await sweepPools();
    expect(await getPool({ accountId, pool })).toMatchObject({ value: { remaining: 2 } });
    await hoursPass(pool, 1);
    expect(await claim(pool, ["b", "bob"], ["c", "cleo"], ["d", "dan"])).toEqual([
      "assigned BACK-000002",
      "assigned BACK-000003",
      "assigned BACK-000001",
    ]);
    expect(await claim(pool, ["a", "ada"])).toEqual(["released"]);
    await expectCountsEqualRows(pool);
  });

  test("comes back by the minute in a pool that nobody claims from", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("QUIET", 1), releasing);
    await claim(pool, ["a", "ada"]);
    await release(pool, "a");
    await hoursPass(pool, 24);
    await sweepPools();
    expect(await getPool({ accountId, pool })).toMatchObject({
      value: { remaining: 1, counts: { quarantined: 0 } },
    });
    await expectCountsEqualRows(pool);
  });

  test("that expired while it waited is dropped", async () => {
    const pool = await poolWithCodes(
      accountId,
      [{ code: "GONE", expiresAt: new Date(Date.now() + 7_200_000) }],
      releasing,
    );
    await claim(pool, ["a", "ada"]);
    await release(pool, "a");
    await hoursPass(pool, 24);
    await database().pool.query("update codes set expires_at = statement_timestamp() where pool_id = $1", [
      pool,
    ]);
    await sweepPools();
    expect(await getPool({ accountId, pool })).toMatchObject({
      value: { remaining: 0, counts: { quarantined: 0, expired: 1 } },
    });
    await expectCountsEqualRows(pool);
  });
});

describe("a code under several keys", () => {
  test("comes back only when the last of them is released", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("SHARE", 2), {
      ...releasing,
      perContact: "for_good",
    });
    expect(await claim(pool, ["a", "ada"], ["b", "ada"])).toEqual([
      "assigned SHARE-000001",
      "kept SHARE-000001",
    ]);
    expect(await release(pool, "a")).toEqual(["held_by_another_key"]);
    expect(await getPool({ accountId, pool })).toMatchObject({
      value: { assigned: 1, counts: { quarantined: 0 } },
    });
    expect(await claim(pool, ["a", "ada"], ["c", "ada"])).toEqual(["released", "kept SHARE-000001"]);
    expect(await release(pool, "b", "c")).toEqual(["released", "released"]);
    expect(await getPool({ accountId, pool })).toMatchObject({
      value: { assigned: 0, counts: { quarantined: 1 } },
    });
    expect(await claim(pool, ["d", "ada"])).toEqual(["assigned SHARE-000002"]);
    await expectCountsEqualRows(pool);
  });
});

test("nothing is released that must not be: not allowed, too late, a fallback, a redeemed code", async () => {
  const closed = await poolWithCodes(accountId, codesNamed("CLOSED", 1));
  expect(await release(closed, "a")).toEqual(["release_not_allowed"]);
  expect(await release("nowhere", "a")).toEqual(["not_found"]);
  const pool = await poolWithCodes(accountId, codesNamed("LATE", 2), {
    ...releasing,
    whenDry: "fallback",
    fallbackCode: "SHARED",
  });
  await claim(pool, ["late", "ada"], ["redeemed", "bob"], ["fallback", "cleo"]);
  await database().pool.query("update codes set state = 'redeemed' where code = 'LATE-000002'");
  await database().pool.query("update pools set redeemed = 1 where id = $1", [pool]);
  await hoursPass(pool, 73);
  expect(await release(pool, "late", "redeemed", "fallback")).toEqual([
    "too_late",
    "redeemed",
    "nothing_to_release",
  ]);
  await expectCountsEqualRows(pool);
});

test("support finds who got a code, what a key was answered and what a contact got", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("Find", 2), { perContact: "for_good" });
  await claim(pool, ["a", "Ada@example.com"], ["b", "ada@example.com"]);
  expect(await findCode({ accountId, code: " FIND-000001 " })).toMatchObject({
    code: "Find-000001",
    state: "assigned",
    poolId: pool,
    claims: expect.arrayContaining([
      expect.objectContaining({ key: "a", outcome: "assigned" }),
      expect.objectContaining({ key: "b", outcome: "kept" }),
    ]),
  });
  expect(await findCode({ accountId: await newAccount(), code: "Find-000001" })).toBeNull();
  expect(await lookUpClaim({ accountId, pool, key: "b" })).toMatchObject({
    value: { outcome: "kept", code: "Find-000001" },
  });
  expect(await lookUpClaim({ accountId, pool, key: "z" })).toMatchObject({ refusal: { code: "not_found" } });
  expect(
    (await findContact({ accountId, poolId: pool, contact: "ADA@example.com" })).map(({ key }) => key).sort(),
  ).toEqual(["a", "b"]);
});
