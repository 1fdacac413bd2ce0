import { beforeAll, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { forgetExpiries, takeExpiries } from "#app/codes/code-expiries.server.ts";
import { database } from "#app/db/database.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { databaseClock } from "#test/support/database-clock.ts";
import { type DynamicPool, mintCodes, newDynamicPool } from "#test/support/dynamic-pool.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";

// A platform that ends each code by itself: the code gets its end when it is assigned, and the store is told.

const { url } = freshDatabase();
const clock = databaseClock(url);

let accountId: string;
beforeAll(async () => {
  accountId = await newAccount();
});

async function claim(pool: DynamicPool, ...keys: string[]) {
  const result = await claimCodes(
    claimRequest({ accountId, pool: pool.id, recipients: keys.map((key) => ({ key, contact: key })) }),
  );
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.claims;
}

const daily = { endsAtClaim: true, validDays: 3, timeZone: "Europe/Berlin" };

test("the end is that of the Nth day after the claim, before and after midnight of the store", async () => {
  const pool = await newDynamicPool(accountId, daily);
  await mintCodes(pool, 2);
  await clock.set("2026-11-23T22:59:59Z");
  expect((await claim(pool, "before"))[0]?.expiresAt).toBe("2026-11-26T22:59:59.000Z");
  await clock.set("2026-11-23T23:00:00Z");
  expect((await claim(pool, "after"))[0]?.expiresAt).toBe("2026-11-27T22:59:59.000Z");
  await expectCountsEqualRows(pool.id);
});

test("an offer that ends earlier wins, and the code is assigned all the same", async () => {
  const pool = await newDynamicPool(accountId, daily);
  await clock.set("2026-11-23T12:00:00Z");
  await mintCodes(pool, 1, new Date("2026-11-24T12:00:00Z"));
  const [answer] = await claim(pool, "early");
  expect(answer).toMatchObject({ outcome: "assigned", expiresAt: "2026-11-24T12:00:00.000Z" });
});

test("a repeated key hears the end that it was told first", async () => {
  const pool = await newDynamicPool(accountId, daily);
  await mintCodes(pool, 1);
  await clock.set("2026-11-23T12:00:00Z");
  const [first] = await claim(pool, "same");
  await clock.set("2026-11-25T12:00:00Z");
  expect((await claim(pool, "same"))[0]).toEqual({ ...first, outcome: "repeated" });
});

test("the store is told of every end once, also when two exchanges take them at the same moment", async () => {
  const pool = await newDynamicPool(accountId, daily);
  await mintCodes(pool, 50);
  await clock.set("2026-11-23T12:00:00Z");
  const { pool: connections } = database();
  await connections.query("delete from code_expiries");
  const answers = await claim(pool, ...Array.from({ length: 50 }, (_, index) => `k${index}`));
  const [one, two] = await Promise.all([
    takeExpiries(connections, pool.storeId, "ins_1", 30),
    takeExpiries(connections, pool.storeId, "ins_2", 30),
  ]);
  const rest = await takeExpiries(connections, pool.storeId, "ins_3", 30);
  const told = [...one, ...two, ...rest].map(({ code }) => code).sort();
  expect(told).toEqual(answers.map(({ code }) => code).sort());
  await forgetExpiries(connections, "ins_1");
  const { rows } = await connections.query("select distinct given_in as id from code_expiries order by 1");
  expect(rows.map(({ id }) => id)).not.toContain("ins_1");
});

test("where codes end with their discount, nothing is told", async () => {
  const pool = await newDynamicPool(accountId);
  await mintCodes(pool, 1);
  await database().pool.query("delete from code_expiries");
  await claim(pool, "plain");
  const { rows } = await database().pool.query("select from code_expiries");
  expect(rows).toEqual([]);
});
