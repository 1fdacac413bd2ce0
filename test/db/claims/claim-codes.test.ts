import { beforeAll, describe, expect, test } from "vitest";
import type { ClaimAnswers, ClaimRequest } from "#app/claims/claim-answer.ts";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import type { Result } from "#app/errors/refusal.ts";
import { archivePool } from "#app/pools/archive-pool.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { addCodes, codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

let accountId: string;
beforeAll(async () => {
  accountId = await newAccount();
});

function claim(
  pool: string,
  recipients: (string | [key: string, contact: string])[],
  more: Partial<ClaimRequest> = {},
): Promise<Result<ClaimAnswers>> {
  return claimCodes(
    claimRequest({
      accountId,
      pool,
      recipients: recipients.map((recipient) =>
        typeof recipient === "string"
          ? { key: recipient, contact: `${recipient}@example.com` }
          : { key: recipient[0], contact: recipient[1] },
      ),
      ...more,
    }),
  );
}

async function answers(...parameters: Parameters<typeof claim>): Promise<string[]> {
  const result = await claim(...parameters);
  if (!result.ok) return [result.refusal.code];
  return result.value.claims.map(({ outcome, code }) => (code ? `${outcome} ${code}` : outcome));
}

describe("a key", () => {
  test("gets one code, the first of the file first, and the same again", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("KEY", 3));
    expect(await answers(pool, ["a", "b"])).toEqual(["assigned KEY-000001", "assigned KEY-000002"]);
    expect(await answers(pool, ["b", "c", "a"])).toEqual([
      "repeated KEY-000002",
      "assigned KEY-000003",
      "repeated KEY-000001",
    ]);
    expect(await answers(pool, ["a"])).toEqual(["repeated KEY-000001"]);
    await expectCountsEqualRows(pool);
  });

  test("twice in one request is assigned, then repeated", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("TWICE", 3));
    expect(await answers(pool, ["a", "b", "a"])).toEqual([
      "assigned TWICE-000001",
      "assigned TWICE-000002",
      "repeated TWICE-000001",
    ]);
    await expectCountsEqualRows(pool);
  });

  test("with another contact or campaign is refused with the whole request, and nothing is assigned", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("REUSED", 5));
    await claim(pool, ["a"]);
    const otherContact = await claim(pool, ["x", ["a", "someone@else.com"], "y"]);
    expect(otherContact).toMatchObject({
      ok: false,
      refusal: { code: "key_reused", errors: [{ path: "recipients.1.key" }] },
    });
    expect(await answers(pool, ["x", "a"], { campaign: { id: "other", type: "automation" } })).toEqual([
      "key_reused",
    ]);
    expect(
      await answers(pool, [
        ["z", "one"],
        ["z", "two"],
      ]),
    ).toEqual(["key_reused"]);
    expect(await getPool({ accountId, pool })).toMatchObject({ value: { remaining: 4, assigned: 1 } });
    expect(await answers(pool, ["x"])).toEqual(["assigned REUSED-000002"]);
  });

  test("refused in one request does no harm to others in the same fold", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("FOLD", 50));
    await claim(pool, ["taken"]);
    const all = await Promise.all([
      answers(pool, ["one"]),
      answers(pool, [["taken", "other"], "never"]),
      answers(pool, ["two", "three"]),
      answers(pool, ["taken"]),
    ]);
    expect(all[1]).toEqual(["key_reused"]);
    expect(all[3]).toEqual(["repeated FOLD-000001"]);
    expect(new Set([...(all[0] ?? []), ...(all[2] ?? [])]).size).toBe(3);
    await expectCountsEqualRows(pool);
  });

  test("in flight many times at once gets one code", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("FLIGHT", 50));
    const all = await Promise.all(Array.from({ length: 30 }, () => answers(pool, ["same"])));
    expect(new Set(all.flat())).toEqual(new Set(["assigned FLIGHT-000001", "repeated FLIGHT-000001"]));
    expect(all.flat().filter((answer) => answer.startsWith("assigned")).length).toBe(1);
    await expectCountsEqualRows(pool);
  });
});

describe("a contact", () => {
  test("is one person however an address is written", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("SAME", 5), { perContact: "for_good" });
    expect(await answers(pool, [["a", " Ada@Example.com "]])).toEqual(["assigned SAME-000001"]);
    expect(await answers(pool, [["b", "ada@example.COM"]])).toEqual(["kept SAME-000001"]);
    expect(
      await answers(pool, [
        ["c", "Member-7"],
        ["d", "member-7"],
      ]),
    ).toEqual(["assigned SAME-000002", "assigned SAME-000003"]);
  });

  test("under two keys of one request gets one code in a one-per-contact pool", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("ONE", 5), { perContact: "for_good" });
    expect(
      await answers(pool, [
        ["a", "ada"],
        ["b", "ada"],
        ["c", "bob"],
      ]),
    ).toEqual(["assigned ONE-000001", "kept ONE-000001", "assigned ONE-000002"]);
    expect(await answers(pool, [["b", "ada"]])).toEqual(["repeated ONE-000001"]);
    await expectCountsEqualRows(pool);
  });

  test("under two keys at the same moment gets one code in a one-per-contact pool", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("MOMENT", 50), { perContact: "for_good" });
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) => answers(pool, [[`key-${index}`, "ada"]])),
    );
    expect(all.flat().filter((answer) => answer === "assigned MOMENT-000001").length).toBe(1);
    expect(all.flat().filter((answer) => answer === "kept MOMENT-000001").length).toBe(19);
  });

  test("gets one code per campaign in a one-per-campaign pool", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("CAMPAIGN", 5), { perContact: "per_campaign" });
    const summer = { campaign: { id: "summer", type: "automation" as const } };
    expect(await answers(pool, [["a", "ada"]])).toEqual(["assigned CAMPAIGN-000001"]);
    expect(await answers(pool, [["b", "ada"]], summer)).toEqual(["assigned CAMPAIGN-000002"]);
    expect(await answers(pool, [["c", "ada"]], summer)).toEqual(["kept CAMPAIGN-000002"]);
  });

  test("whose code expired gets a new one", async () => {
    const soon = new Date(Date.now() + 700);
    const pool = await poolWithCodes(accountId, [{ code: "SOON", expiresAt: soon }, "LATER"], {
      perContact: "for_good",
      minValiditySeconds: 0,
    });
    expect(await answers(pool, [["a", "ada"]])).toEqual(["assigned SOON"]);
    const { database } = await import("#app/db/database.server.ts");
    await database().pool.query(
      "update codes set expires_at = now() - interval '1 second' where code = 'SOON'",
    );
    expect(await answers(pool, [["b", "ada"]])).toEqual(["assigned LATER"]);
    expect(await answers(pool, [["a", "ada"]])).toEqual(["repeated SOON"]);
  });
});

describe("a dry pool", () => {
  test("answers as far as codes reach, in order, and remembers nothing of the rest", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("DRY", 2));
    expect(await answers(pool, ["a", "b", "c", "d", "c"])).toEqual([
      "assigned DRY-000001",
      "assigned DRY-000002",
      "exhausted",
      "exhausted",
      "exhausted",
    ]);
    await addCodes(accountId, pool, ["MORE-1"]);
    expect(await answers(pool, ["d"])).toEqual(["assigned MORE-1"]);
    expect(await answers(pool, ["c"])).toEqual(["exhausted"]);
    await expectCountsEqualRows(pool);
  });

  test("with a fixed code answers it to everybody, and the same again even when there are codes", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("THIN", 1), {
      whenDry: "fallback",
      fallbackCode: "SHARED",
    });
    expect(await answers(pool, ["a", "b", "c"])).toEqual([
      "assigned THIN-000001",
      "fallback SHARED",
      "fallback SHARED",
    ]);
    await addCodes(accountId, pool, ["FRESH"]);
    expect(await answers(pool, ["b", "d"])).toEqual(["fallback SHARED", "assigned FRESH"]);
    await expectCountsEqualRows(pool);
  });
});

describe("expiry", () => {
  test("a code that expires within the pool's least validity is dropped, not assigned, and the counts say so", async () => {
    const inHalfAnHour = new Date(Date.now() + 1_800_000);
    const tomorrow = new Date(Date.now() + 86_400_000);
    const pool = await poolWithCodes(accountId, [
      { code: "EXP-1", expiresAt: inHalfAnHour },
      { code: "EXP-2", expiresAt: tomorrow },
      { code: "EXP-3", expiresAt: inHalfAnHour },
    ]);
    const first = await claim(pool, ["a"]);
    expect(first).toMatchObject({
      value: {
        claims: [{ code: "EXP-2", expiresAt: tomorrow.toISOString() }],
        pool: { remaining: 0, percentRemaining: 0 },
      },
    });
    expect(await answers(pool, ["b"])).toEqual(["exhausted"]);
    await expectCountsEqualRows(pool);
  });
});

test("a pool can be named by its handle, and the answer counts what this commit left", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("NAMED", 4), { handle: "named" });
  expect(await claim("named", ["a"])).toMatchObject({
    value: { pool: { id: pool, remaining: 3, percentRemaining: 75 } },
  });
  expect(await claim("named", ["a"])).toMatchObject({
    value: { pool: { id: pool, remaining: 3, percentRemaining: 75 } },
  });
});

test("broadcast is refused until it is allowed, an archived pool and an unknown one are refused", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("BROAD", 2));
  const broadcast = { campaign: { id: "sale", type: "broadcast" as const } };
  expect(await answers(pool, ["a"], broadcast)).toEqual(["broadcast_not_enabled"]);
  expect(await answers(pool, ["a"], { ...broadcast, broadcastAllowed: true })).toEqual([
    "assigned BROAD-000001",
  ]);
  expect(await answers("nowhere", ["a"])).toEqual(["not_found"]);
  await archivePool({ accountId, poolId: pool, actor: "test" });
  expect(await answers(pool, ["b"])).toEqual(["pool_archived"]);
  expect(await answers(pool, ["b"], { mode: "test" })).toEqual(["pool_archived"]);
});

test("test mode shows a placeholder, uses nothing up and remembers nothing", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("TESTED", 1));
  expect(await answers(pool, ["a", "b"], { mode: "test" })).toEqual(["test TEST", "test TEST"]);
  expect(await answers(pool, ["a"])).toEqual(["assigned TESTED-000001"]);
});

test("a key and a contact of any text are stored as they are", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("TEXT", 10));
  const odd = ["{a,b}", 'quote"s', "back\\slash", "NULL", "日本語", "", "👍"].map((text) => `k${text}`);
  const first = await answers(pool, odd);
  expect(await answers(pool, odd)).toEqual(first.map((answer) => answer.replace("assigned", "repeated")));
  expect(new Set(first).size).toBe(odd.length);
});
