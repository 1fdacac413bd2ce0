import { beforeAll, describe, expect, test } from "vitest";
import type { ClaimAnswers, ClaimRequest } from "#app/claims/claim-answer.ts";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { releaseCodes } from "#app/claims/release-codes.server.ts";
import { listWasted } from "#app/codes/list-wasted.server.ts";
import { database } from "#app/db/database.server.ts";
import type { Result } from "#app/errors/refusal.ts";
import { archivePool } from "#app/pools/archive-pool.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import {
  type DynamicPool,
  mintCodes,
  newDynamicPool,
  poolWithReadyCodes,
  settleCodes,
  writeCodes,
} from "#test/support/dynamic-pool.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";

freshDatabase();

let accountId: string;
beforeAll(async () => {
  accountId = await newAccount();
});

function claim(
  pool: DynamicPool,
  recipients: (string | [key: string, contact: string])[],
  more: Partial<ClaimRequest> = {},
): Promise<Result<ClaimAnswers>> {
  return claimCodes(
    claimRequest({
      accountId,
      pool: pool.id,
      recipients: recipients.map((recipient) =>
        typeof recipient === "string"
          ? { key: recipient, contact: `${recipient}@example.com` }
          : { key: recipient[0], contact: recipient[1] },
      ),
      ...more,
    }),
  );
}

/** Outcomes in a row, or the code of the refusal. */
async function outcomes(...parameters: Parameters<typeof claim>): Promise<string> {
  const result = await claim(...parameters);
  if (!result.ok) return result.refusal.code;
  return result.value.claims.map(({ outcome }) => outcome).join(" ");
}

async function set(pool: DynamicPool, data: Record<string, unknown>): Promise<void> {
  await database().prisma.pool.update({ where: { id: pool.id }, data });
}

async function replenishJobs(pool: DynamicPool): Promise<number> {
  const { rows } = await database().pool.query(
    "select count(*) as jobs from pgboss.job where name = 'replenish-pool' and data ->> 'poolId' = $1",
    [pool.id],
  );
  return rows[0].jobs;
}

describe("a buffer that does not reach", () => {
  test("is answered as far as it does, in order; the rest is not ready and not remembered", async () => {
    const pool = await poolWithReadyCodes(accountId, 2);
    expect(await outcomes(pool, ["a", "b", "c", "d"])).toBe("assigned assigned not_ready not_ready");
    expect(await outcomes(pool, ["c"])).toBe("codes_not_ready");
    await mintCodes(pool, 1);
    expect(await outcomes(pool, ["d", "c", "a"])).toBe("assigned not_ready repeated");
    await expectCountsEqualRows(pool.id);
  });

  test("makes the whole request a refusal with a time to come back only when nobody got an answer", async () => {
    const pool = await newDynamicPool(accountId);
    expect(await claim(pool, ["a", "b"])).toMatchObject({
      ok: false,
      refusal: { code: "codes_not_ready", retryAfterSeconds: 2 },
    });
    await mintCodes(pool, 1);
    expect(await outcomes(pool, ["a", "b"])).toBe("assigned not_ready");
    expect(await outcomes(pool, ["b", "a"])).toBe("not_ready repeated");
  });

  test("leaves a second key of the same contact not ready with the first", async () => {
    const pool = await poolWithReadyCodes(accountId, 1, { perContact: "for_good" });
    expect(
      await outcomes(pool, [
        ["a", "ada"],
        ["b", "ada"],
        ["c", "bob"],
        ["d", "bob"],
      ]),
    ).toBe("assigned kept not_ready not_ready");
    await mintCodes(pool, 1);
    expect(
      await outcomes(pool, [
        ["d", "bob"],
        ["c", "bob"],
      ]),
    ).toBe("assigned kept");
  });

  test("asks once for more when ready and pending fall below half of it, or somebody got nothing", async () => {
    const pool = await poolWithReadyCodes(accountId, 10, { bufferTarget: 10 });
    await outcomes(pool, ["a", "b", "c", "d", "e"]);
    expect(await replenishJobs(pool)).toBe(0);
    await outcomes(pool, ["f"]);
    expect(await replenishJobs(pool)).toBe(1);
    await outcomes(pool, ["g", "h", "i", "j", "k"]);
    expect(await replenishJobs(pool)).toBe(1);
    // The job clears it when it starts; codes on their way count.
    await set(pool, { replenishQueued: false });
    await writeCodes(pool, 10);
    expect(await outcomes(pool, ["a"])).toBe("repeated");
    expect(await replenishJobs(pool)).toBe(1);
    expect(await outcomes(pool, ["a", "k"])).toBe("repeated not_ready");
    expect(await replenishJobs(pool)).toBe(2);
  });
});

describe("a limit", () => {
  test("is assigned to the last code and never beyond: then the pool is exhausted", async () => {
    const pool = await poolWithReadyCodes(accountId, 2, { limit: 4 });
    expect(await outcomes(pool, ["a", "b", "c", "d", "e", "f"])).toBe(
      "assigned assigned not_ready not_ready exhausted exhausted",
    );
    await mintCodes(pool, 2);
    expect(await claim(pool, ["f", "e", "d"])).toMatchObject({
      value: {
        claims: [{ outcome: "assigned" }, { outcome: "assigned" }, { outcome: "exhausted" }],
        pool: { remaining: 0, percentRemaining: 0 },
      },
    });
    expect(await getPool({ accountId, pool: pool.id })).toMatchObject({
      value: { status: "empty", remaining: 0, limit: 4, assigned: 4 },
    });
    await expectCountsEqualRows(pool.id);
  });

  test("that was lowered below what is ready holds all the same", async () => {
    const pool = await poolWithReadyCodes(accountId, 10, { limit: 10 });
    await set(pool, { limit: 3 });
    expect(await outcomes(pool, ["a", "b", "c", "d"])).toBe("assigned assigned assigned exhausted");
    expect(await replenishJobs(pool)).toBe(0);
  });

  test("beyond it the fixed code is given where the pool has one, within it nobody gets it", async () => {
    const pool = await poolWithReadyCodes(accountId, 1, {
      limit: 2,
      whenDry: "fallback",
      fallbackCode: "SHARED",
    });
    expect(await outcomes(pool, ["a", "b", "c"])).toBe("assigned not_ready fallback");
    await mintCodes(pool, 1);
    expect(await outcomes(pool, ["c", "b"])).toBe("fallback assigned");
  });

  test("counts a released code no longer; the code is void and listed for deletion", async () => {
    const pool = await poolWithReadyCodes(accountId, 1, { limit: 1, releaseAllowed: true });
    await outcomes(pool, ["a"]);
    expect(await outcomes(pool, ["b"])).toBe("exhausted");
    expect(await releaseCodes({ accountId, actor: "test", pool: pool.id, keys: ["a"] })).toMatchObject({
      value: { results: [{ result: "released" }] },
    });
    expect(await outcomes(pool, ["a", "b"])).toBe("released not_ready");
    await mintCodes(pool, 1);
    expect(await outcomes(pool, ["b", "c"])).toBe("assigned exhausted");
    expect(await getPool({ accountId, pool: pool.id })).toMatchObject({
      value: { counts: { voided: 1, quarantined: 0, assigned: 1 } },
    });
    const { id } = await database().prisma.group.findFirstOrThrow({ where: { templateId: pool.templateId } });
    expect((await listWasted(database().pool, id, 10)).length).toBe(1);
    await expectCountsEqualRows(pool.id);
  });
});

describe("a pool whose offer does not work", () => {
  test("is refused with the reason where it stops, repeats included", async () => {
    const pool = await poolWithReadyCodes(accountId, 2);
    await outcomes(pool, ["a"]);
    await set(pool, { unavailableReason: "discount_ended" });
    expect(await claim(pool, ["a"])).toMatchObject({
      ok: false,
      refusal: { code: "pool_unavailable", reason: "discount_ended" },
    });
    expect(await getPool({ accountId, pool: pool.id })).toMatchObject({
      value: { status: "unavailable", reason: "discount_ended", remaining: null, percentRemaining: null },
    });
    await set(pool, { unavailableReason: null });
    expect(await outcomes(pool, ["a", "b"])).toBe("repeated assigned");
  });

  test("gives everybody the fixed code where there is one, and remembers it; no job is sent", async () => {
    const pool = await poolWithReadyCodes(accountId, 2, {
      whenDry: "fallback",
      fallbackCode: "SHARED",
      bufferTarget: 100,
      perContact: "for_good",
    });
    await outcomes(pool, [["a", "ada"]]);
    const jobs = await replenishJobs(pool);
    await set(pool, { unavailableReason: "discount_deleted", replenishQueued: false });
    expect(
      await outcomes(pool, [
        ["a", "ada"],
        ["b", "ada"],
        ["c", "bob"],
      ]),
    ).toBe("repeated fallback fallback");
    // The store is gone, its discounts are not: what a contact holds still works.
    await set(pool, { unavailableReason: "disconnected" });
    expect(await outcomes(pool, [["d", "ada"]])).toBe("kept");
    expect(await replenishJobs(pool)).toBe(jobs);
    await set(pool, { unavailableReason: null });
    expect(await outcomes(pool, [["c", "bob"]])).toBe("fallback");
    await expectCountsEqualRows(pool.id);
  });
});

describe("a recipient that is not ready", () => {
  test("waits for codes that are being made and gets one, the others of its request being answered once", async () => {
    const pool = await poolWithReadyCodes(accountId, 1, { waitMilliseconds: 20_000 });
    const { batchIds } = await writeCodes(pool, 2);
    const running = outcomes(pool, ["a", "b", "c"]);
    await waitsFor(pool, 1);
    await settleCodes(batchIds[0] ?? "");
    expect(await running).toBe("assigned assigned assigned");
    await expectCountsEqualRows(pool.id);
  });

  test("holds no connection and no fold meanwhile: the pool answers others", async () => {
    const pool = await poolWithReadyCodes(accountId, 1, { waitMilliseconds: 20_000 });
    await outcomes(pool, ["first"]);
    const running = Array.from({ length: 59 }, (_, index) => outcomes(pool, [`w-${index}`]));
    await waitsFor(pool, 1);
    expect(await outcomes(pool, ["first"])).toBe("repeated");
    await mintCodes(pool, 59);
    expect(new Set(await Promise.all(running))).toEqual(new Set(["assigned"]));
    await expectCountsEqualRows(pool.id);
  });

  test("is told so when its time is over, or gets the fixed code where the pool says so", async () => {
    const pool = await newDynamicPool(accountId, { waitMilliseconds: 60 });
    expect(await outcomes(pool, ["a"])).toBe("codes_not_ready");
    const falls = await poolWithReadyCodes(accountId, 1, {
      waitMilliseconds: 60,
      notReadyFallback: true,
      fallbackCode: "SHARED",
    });
    expect(await outcomes(falls, ["a", "b"])).toBe("assigned fallback");
    await mintCodes(falls, 1);
    expect(await outcomes(falls, ["b", "c"])).toBe("fallback assigned");
    await expectCountsEqualRows(falls.id);
  });

  test("is answered at once when the pool stops meanwhile", async () => {
    const pool = await newDynamicPool(accountId, { waitMilliseconds: 20_000 });
    const archived = outcomes(pool, ["a"]);
    await waitsFor(pool, 0);
    await archivePool({ accountId, poolId: pool.id, actor: "test" });
    expect(await archived).toBe("pool_archived");
    const broken = await newDynamicPool(accountId, { waitMilliseconds: 20_000 });
    const refused = outcomes(broken, ["a"]);
    await waitsFor(broken, 0);
    await set(broken, { unavailableReason: "shop_frozen" });
    expect(await refused).toBe("pool_unavailable");
  });

  test("whose key was used for another message meanwhile keeps waiting for nothing, its neighbours get codes", async () => {
    const pool = await poolWithReadyCodes(accountId, 1, { waitMilliseconds: 20_000 });
    const running = outcomes(pool, ["first", "twice", "third"]);
    await waitsFor(pool, 1);
    await database().pool.query(
      `insert into claims (pool_id, key, account_id, client_id, contact_hash, campaign_id, campaign_type, outcome, fallback_code, claimed_at)
       values ($1, 'twice', $2, 'cpk_test', '\\x00', 'other', 'automation', 'fallback', 'X', now())`,
      [pool.id, accountId],
    );
    await mintCodes(pool, 2);
    expect(await running).toBe("assigned not_ready assigned");
  });
});

test("test mode shows the pool's prefix and TEST, even while nothing is ready", async () => {
  const pool = await newDynamicPool(accountId);
  const result = await claim(pool, ["a"], { mode: "test" });
  expect(result).toMatchObject({ value: { claims: [{ outcome: "test", code: "DYN-TEST" }] } });
});

test("a pool without a limit says nothing of what remains; one with days says so", async () => {
  const pool = await poolWithReadyCodes(accountId, 2);
  expect(await claim(pool, ["a"])).toMatchObject({
    value: { pool: { remaining: null, percentRemaining: null } },
  });
  const days = await newDynamicPool(accountId, { validDays: 30, limit: 100 });
  expect(await getPool({ accountId, pool: days.id })).toMatchObject({
    value: { expiry: { validDays: 30, precision: "day" }, limit: 100, remaining: 100, percentRemaining: 100 },
  });
});

/** Waits until a fold has assigned so many codes, left somebody not ready and asked for more. */
async function waitsFor(pool: DynamicPool, assigned: number): Promise<void> {
  await expect
    .poll(async () => await database().prisma.pool.findUniqueOrThrow({ where: { id: pool.id } }), {
      interval: 5,
      timeout: 20_000,
    })
    .toMatchObject({ assigned, replenishQueued: true });
}
