import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { assignAnother } from "#app/claims/assign-another.server.ts";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { findCode } from "#app/claims/find-code.server.ts";
import { findContact } from "#app/claims/find-contact.server.ts";
import { findKey } from "#app/claims/find-key.server.ts";
import { partOfPage } from "#app/claims/found-part.ts";
import { lookUpClaim } from "#app/claims/look-up-claim.server.ts";
import { markVoid } from "#app/claims/mark-void.server.ts";
import { database } from "#app/db/database.server.ts";
import { listHistory } from "#app/history/list-history.server.ts";
import { askErasure } from "#app/privacy/ask-erasure.server.ts";
import { recordRedemptions } from "#app/redemptions/record-redemptions.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { poolWithReadyCodes } from "#test/support/dynamic-pool.ts";
import { addCodes, codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

let accountId: string;
let storeId: string;
let prefix = 0;
beforeAll(async () => {
  accountId = await newAccount();
  storeId = (await database().prisma.store.findFirstOrThrow({ where: { accountId } })).id;
});
beforeEach(async () => {
  prefix += 1;
  await database().pool.query("truncate pgboss.job");
});

const actor = "Robin";
const fresh = (quantity: number) => codesNamed(`F${prefix}`, quantity);

async function claim(pool: string, key: string, contact: string): Promise<string> {
  const result = await claimCodes(claimRequest({ accountId, pool, recipients: [{ key, contact }] }));
  if (!result.ok) throw new Error(result.refusal.code);
  return `${result.value.claims[0]?.outcome} ${result.value.claims[0]?.code}`;
}

async function order(code: string, orderId: string): Promise<void> {
  const at = new Date();
  await recordRedemptions({
    accountId,
    storeId,
    news: [
      {
        kind: "redeemed",
        code,
        orderId,
        orderNumber: `#${orderId}`,
        total: "9",
        discount: "1",
        currency: "EUR",
        at,
      },
    ],
  });
}

const idOf = async (code: string) => (await findCode({ accountId, code }))?.id ?? 0;
const stateOf = async (code: string) => (await findCode({ accountId, code }))?.state;

describe("finding", () => {
  test("a code tells its pool, its state, its messages, and the orders it was used in", async () => {
    const [code = ""] = fresh(1);
    const pool = await poolWithCodes(accountId, [code]);
    await claim(pool, `${code}/key`, "ada@example.com");
    await order(code, "100");
    const found = await findCode({ accountId, code: ` ${code.toLowerCase()} ` });
    expect(found).toMatchObject({
      code,
      state: "redeemed",
      poolId: pool,
      orders: [{ order: "#100", cancelledAt: null }],
      claims: [{ key: `${code}/key`, campaignId: "welcome", orders: "#100", poolId: pool }],
    });
    const looked = await lookUpClaim({ accountId, pool, key: `${code}/key` });
    expect(looked).toMatchObject({ ok: true, value: { redeemedAt: found?.orders[0]?.redeemedAt } });
  });

  test("a contact is found in every pool of the account, and in no other account", async () => {
    const [one = "", two = ""] = fresh(2);
    const pools = [await poolWithCodes(accountId, [one]), await poolWithCodes(accountId, [two])];
    const contact = `find${prefix}@example.com`;
    for (const [n, pool] of pools.entries()) await claim(pool, `${prefix}/${n}`, contact);
    const found = await findContact({ accountId, contact: contact.toUpperCase() });
    expect(found.map(({ code, poolName }) => [code, poolName.slice(0, 4)])).toEqual([
      [two, "Pool"],
      [one, "Pool"],
    ]);
    expect(await findContact({ accountId, poolId: pools[0] ?? "", contact })).toHaveLength(1);
    expect(await findKey({ accountId, key: `${prefix}/1` })).toMatchObject([{ code: two }]);
    const other = await newAccount();
    expect(await findContact({ accountId: other, contact })).toEqual([]);
    expect(await findKey({ accountId: other, key: `${prefix}/1` })).toEqual([]);
    expect(await findCode({ accountId: other, code: one })).toBeNull();
  });

  test("a contact, or a code, of more messages than are shown at a time is found page by page", async () => {
    const [code = ""] = fresh(1);
    const pool = await poolWithCodes(accountId, [code], { perContact: "for_good" });
    const contact = `often${prefix}@example.com`;
    const recipients = Array.from({ length: 205 }, (_, n) => ({ key: `${prefix}/often/${n}`, contact }));
    expect(await claimCodes(claimRequest({ accountId, pool, recipients }))).toMatchObject({ ok: true });
    const pages = [];
    for (const page of [1, 2, 3]) {
      const part = partOfPage(page);
      const lines = await findContact({ accountId, contact, part });
      expect((await findCode({ accountId, code, part }))?.claims).toEqual(lines);
      // One more than is shown tells that there is another page.
      pages.push(lines.length);
    }
    expect(pages).toEqual([101, 101, 5]);
    const keys = await Promise.all(
      [1, 2, 3].map(async (page) =>
        (await findContact({ accountId, contact, part: partOfPage(page) })).slice(0, 100),
      ),
    );
    expect(new Set(keys.flat().map(({ key }) => key)).size).toBe(205);
  });

  test("a code that was made tells its batch", async () => {
    const pool = await poolWithReadyCodes(accountId, 1);
    const { code } = await database().prisma.code.findFirstOrThrow({ where: { poolId: pool.id } });
    expect(await findCode({ accountId, code })).toMatchObject({
      state: "available",
      batchId: expect.stringMatching(/^bat_/),
      madeAt: expect.any(String),
      fileName: null,
      claims: [],
    });
  });
});

describe("marking a code void", () => {
  test("one that is ready, assigned or given back is handed out no more, and the counts go with it", async () => {
    const pool = await poolWithCodes(accountId, fresh(4), { releaseAllowed: true });
    const got = await claim(pool, `${prefix}/a`, "a@example.com");
    const assigned = got.split(" ")[1] ?? "";
    const ready = fresh(4)[3] ?? "";
    for (const code of [assigned, ready]) {
      expect(await markVoid({ accountId, actor, codeId: await idOf(code) })).toEqual({
        ok: true,
        value: { inShop: "stays" },
      });
      expect(await stateOf(code)).toBe("void");
    }
    await expectCountsEqualRows(pool);
    expect(await claim(pool, `${prefix}/a`, "a@example.com")).toBe(`repeated ${assigned}`);
    for (const [n, code] of fresh(4).slice(1, 3).entries()) {
      expect(await claim(pool, `${prefix}/more${n}`, "b@example.com")).toBe(`assigned ${code}`);
    }
    expect(await claim(pool, `${prefix}/last`, "b@example.com")).toBe("exhausted null");
    const sentences = (await listHistory({ accountId, poolId: pool, limit: 3 })).map(
      ({ sentence }) => sentence,
    );
    expect(sentences).toContain("A code that had been assigned was marked void");
    expect(JSON.stringify(sentences)).not.toContain(assigned);
  });

  test("a redeemed one stays what it is, and so does one that is void already", async () => {
    const [code = "", other = ""] = fresh(2);
    const pool = await poolWithCodes(accountId, [code, other]);
    await claim(pool, `${prefix}/a`, "a@example.com");
    await order(code, `r${prefix}`);
    expect(await markVoid({ accountId, actor, codeId: await idOf(code) })).toMatchObject({ ok: false });
    expect(await markVoid({ accountId, actor, codeId: await idOf(other) })).toMatchObject({ ok: true });
    expect(await markVoid({ accountId, actor, codeId: await idOf(other) })).toMatchObject({ ok: false });
    expect(await markVoid({ accountId: await newAccount(), actor, codeId: await idOf(other) })).toMatchObject(
      {
        ok: false,
        refusal: { code: "not_found" },
      },
    );
    await expectCountsEqualRows(pool);
  });

  test("one that was made is deleted in the shop, and the pool is replenished", async () => {
    const pool = await poolWithReadyCodes(accountId, 2, { limit: 2 });
    const got = (await claim(pool.id, `${prefix}/a`, "a@example.com")).split(" ")[1] ?? "";
    expect(await markVoid({ accountId, actor, codeId: await idOf(got) })).toMatchObject({
      value: { inShop: "is deleted" },
    });
    const { rows } = await database().pool.query<{ name: string }>(
      "select name from pgboss.job order by name",
    );
    expect(rows.map(({ name }) => name)).toContain("delete-wasted");
    expect(rows.map(({ name }) => name)).toContain("replenish-pool");
    const row = await database().prisma.code.findFirstOrThrow({ where: { code: got } });
    expect(row.wastedAt).not.toBeNull();
    await expectCountsEqualRows(pool.id);
  });
});

describe("assigning another code", () => {
  test("the contact gets one more under a key of its own, and the earlier one may stay", async () => {
    const pool = await poolWithCodes(accountId, fresh(3));
    const contact = `another${prefix}@example.com`;
    await claim(pool, `${prefix}/a`, contact);
    const got = await assignAnother({ accountId, actor, poolId: pool, key: `${prefix}/a`, earlier: "stays" });
    expect(got).toMatchObject({
      ok: true,
      value: { code: fresh(3)[1], key: expect.stringMatching(/^another-/) },
    });
    expect(
      (await findContact({ accountId, poolId: pool, contact })).map(({ codeState }) => codeState),
    ).toEqual(["assigned", "assigned"]);
    const [newest] = await listHistory({ accountId, poolId: pool, limit: 1 });
    expect(newest).toMatchObject({
      actor,
      sentence: "Another code assigned to a contact of campaign welcome",
    });
    await expectCountsEqualRows(pool);
  });

  test("the earlier code and the one given for it name each other", async () => {
    const pool = await poolWithCodes(accountId, fresh(3));
    const [first = "", second = "", third = ""] = fresh(3);
    const contact = `both${prefix}@example.com`;
    const asked = { accountId, actor, poolId: pool };
    await claim(pool, `${prefix}/a`, contact);
    const got = await assignAnother({ ...asked, key: `${prefix}/a`, earlier: "void" });
    if (!got.ok) throw new Error(got.refusal.code);
    await database().pool.query("update claims set claimed_at = claimed_at - interval '1 hour'");
    await assignAnother({ ...asked, key: got.value.key, earlier: "void" });
    const named = async (code: string) => {
      const { anotherFor, others } = (await findCode({ accountId, code }))?.claims[0] ?? {};
      return { anotherFor, others };
    };
    expect(await named(first)).toEqual({ anotherFor: null, others: second });
    expect(await named(second)).toEqual({ anotherFor: first, others: third });
    expect(await named(third)).toEqual({ anotherFor: second, others: null });
    // What an erased contact had says no more that it was one person's.
    await askErasure({ accountId, actor, source: "merchant", contacts: [contact] });
    expect(await named(second)).toEqual({ anotherFor: null, others: null });
  });

  test("where a contact has one code the earlier one becomes void, and later messages get the new one", async () => {
    const pool = await poolWithCodes(accountId, fresh(2), { perContact: "for_good" });
    const contact = `one${prefix}@example.com`;
    const [first = "", second = ""] = fresh(2);
    await claim(pool, `${prefix}/a`, contact);
    await assignAnother({ accountId, actor, poolId: pool, key: `${prefix}/a`, earlier: "stays" });
    expect(await stateOf(first)).toBe("void");
    expect(await claim(pool, `${prefix}/b`, contact)).toBe(`kept ${second}`);
    await expectCountsEqualRows(pool);
  });

  test("a code that the checkout refuses, as the last look found, is not given, and nothing is changed", async () => {
    const pool = await poolWithCodes(accountId, fresh(3), { perContact: "for_good" });
    const [first = "", second = "", third = ""] = fresh(3);
    await claim(pool, `${prefix}/a`, `refused${prefix}@example.com`);
    const findings = [{ code: second, why: "used_up", discount: "Ten" }];
    await database().prisma.poolCheck.create({
      data: { poolId: pool, storeId, checkedAt: new Date(), looked: 2, refused: 1, findings },
    });
    const ask = () => assignAnother({ accountId, actor, poolId: pool, key: `${prefix}/a`, earlier: "void" });
    expect(await ask()).toMatchObject({
      refusal: { code: "codes_not_ready", detail: expect.stringContaining(second) },
    });
    expect([await stateOf(first), await stateOf(second)]).toEqual(["assigned", "available"]);
    await expectCountsEqualRows(pool);
    await markVoid({ accountId, actor, codeId: await idOf(second) });
    expect(await ask()).toMatchObject({ ok: true, value: { code: third } });
    await expectCountsEqualRows(pool);
  });

  test("a code that one of several stores takes is given", async () => {
    const pool = await poolWithCodes(accountId, fresh(2));
    const [, second = ""] = fresh(2);
    await claim(pool, `${prefix}/a`, `stores${prefix}@example.com`);
    const other = await database().prisma.store.create({
      data: {
        id: `str_other${prefix}`,
        accountId,
        platform: "magento",
        domain: `o${prefix}.example.com`,
        name: "Other",
      },
    });
    const findings = [{ code: second, why: "not_in_shop", discount: null }];
    const check = { poolId: pool, checkedAt: new Date(), looked: 2 };
    await database().prisma.poolCheck.createMany({
      data: [
        { ...check, storeId, refused: 1, findings },
        { ...check, storeId: other.id, refused: 0, findings: [] },
      ],
    });
    const got = await assignAnother({ accountId, actor, poolId: pool, key: `${prefix}/a`, earlier: "stays" });
    expect(got).toMatchObject({ ok: true, value: { code: second } });
  });

  test("after a redemption the contact may have another one, and the order keeps its code", async () => {
    const pool = await poolWithCodes(accountId, fresh(2), { perContact: "for_good" });
    const [first = "", second = ""] = fresh(2);
    await claim(pool, `${prefix}/a`, "used@example.com");
    await order(first, `u${prefix}`);
    const got = await assignAnother({ accountId, actor, poolId: pool, key: `${prefix}/a`, earlier: "void" });
    expect(got).toMatchObject({ value: { code: second } });
    expect(await stateOf(first)).toBe("redeemed");
  });

  test("pressed twice, or by two at once, one more code is assigned, and the earlier one voided once", async () => {
    const pool = await poolWithCodes(accountId, fresh(4));
    const [first = "", second = ""] = fresh(4);
    await claim(pool, `${prefix}/a`, `twice${prefix}@example.com`);
    const press = async () =>
      await assignAnother({ accountId, actor, poolId: pool, key: `${prefix}/a`, earlier: "void" });
    const got = await Promise.all([press(), press()]);
    expect([...got, await press()].map((one) => one.ok && one.value.code)).toEqual([second, second, second]);
    expect([await stateOf(first), await stateOf(second)]).toEqual(["void", "assigned"]);
    await expectCountsEqualRows(pool);
  });

  test("a pool without a code changes nothing", async () => {
    const pool = await poolWithCodes(accountId, fresh(1));
    await claim(pool, `${prefix}/a`, "a@example.com");
    const got = await assignAnother({ accountId, actor, poolId: pool, key: `${prefix}/a`, earlier: "void" });
    expect(got).toMatchObject({ ok: false, refusal: { code: "codes_not_ready" } });
    expect(await stateOf(fresh(1)[0] ?? "")).toBe("assigned");
    expect(
      await assignAnother({ accountId, actor, poolId: pool, key: "no such key", earlier: "void" }),
    ).toMatchObject({ refusal: { code: "not_found" } });
  });

  test("the earlier code is marked void only with the new one assigned", async () => {
    const another = async (poolId: string) =>
      await assignAnother({ accountId, actor, poolId, key: `${prefix}/${poolId}`, earlier: "void" });
    const claimed = async (poolId: string) =>
      (await claim(poolId, `${prefix}/${poolId}`, "a@example.com")).split(" ")[1] ?? "";
    const { pool: db } = database();
    // What is left of it ends in a minute; the shared code is no code for one contact.
    const [first = "", ...others] = fresh(3);
    const soon = new Date(Date.now() + 60_000);
    const expiring = await poolWithCodes(accountId, [first], {
      whenDry: "fallback",
      fallbackCode: "EVERYBODY",
      perContact: "for_good",
      minValiditySeconds: 3_600,
    });
    const archived = await poolWithReadyCodes(accountId, 3, { perContact: "for_good" });
    const stopped = await poolWithReadyCodes(accountId, 3, { perContact: "for_good" });
    const earlier = [await claimed(expiring), await claimed(archived.id), await claimed(stopped.id)];
    const ending = others.map((code) => ({ code, expiresAt: soon }));
    await addCodes(accountId, expiring, ending);
    await db.query("update pools set archived_at = now() where id = $1", [archived.id]);
    await db.query("update pools set unavailable_reason = 'shop_frozen' where id = $1", [stopped.id]);
    expect([await another(expiring), await another(archived.id), await another(stopped.id)]).toMatchObject([
      { refusal: { code: "codes_not_ready" } },
      { refusal: { code: "pool_archived" } },
      { refusal: { code: "pool_unavailable" } },
    ]);
    expect(await Promise.all(earlier.map(stateOf))).toEqual(["assigned", "assigned", "assigned"]);
    const told = await listHistory({ accountId, limit: 100 });
    const voided = told.filter(({ verb, pool }) => verb === "code.voided" && pool?.id === expiring);
    expect(voided).toEqual([]);
    for (const id of [expiring, archived.id, stopped.id]) await expectCountsEqualRows(id);
  });
});
