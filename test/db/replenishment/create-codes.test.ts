import { beforeEach, describe, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { refusedCodesCsv } from "#app/pages/refused-codes-csv.server.ts";
import { offerSchema } from "#app/platforms/offer.ts";
import { archivePool } from "#app/pools/archive-pool.server.ts";
import { cancelCreation } from "#app/replenishment/cancel-creation.server.ts";
import { checkStore } from "#app/replenishment/check-store.server.ts";
import { createCodes } from "#app/replenishment/create-codes.server.ts";
import { nextCodes, openCreation } from "#app/replenishment/open-creation.server.ts";
import { resumeCreations } from "#app/replenishment/resume-creations.server.ts";
import { startCreation } from "#app/replenishment/start-creation.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { crashAt } from "#test/support/crash.ts";
import { freshDatabase } from "#test/support/database.ts";
import { codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";
import { NO_FAULTS, type PretendPlatform, pretendPlatform } from "#test/support/pretend-platform.ts";
import { newTemplate, TEN_PERCENT, workOn } from "#test/support/replenished-pool.ts";

freshDatabase();

let platform: PretendPlatform;
let accountId: string;
let templateId: string;

beforeEach(async () => {
  platform = pretendPlatform(Math.random);
  accountId = await newAccount();
  templateId = await newTemplate(accountId);
});

let named = 0;
function someCodes(quantity: number): string[] {
  named += 1;
  return codesNamed(`N${named}`, quantity);
}

async function start(poolId: string): Promise<string> {
  const started = await startCreation({ accountId, poolId, templateId, actor: "Ada" });
  if (!started.ok) throw new Error(started.refusal.detail);
  return started.value.creationId;
}
const run = async (creationId: string) => await createCodes({ ...workOn(platform), creationId });
const creationOf = async (id: string) =>
  await database().prisma.creation.findUniqueOrThrow({ where: { id } });
const heldCodes = async () => {
  const { storeId } = await database().prisma.template.findUniqueOrThrow({ where: { id: templateId } });
  const pace = await database().prisma.storePace.findUnique({ where: { storeId } });
  return { storeId, held: pace?.codesHeld ?? 0 };
};
async function claim(poolId: string, keys: string[]): Promise<(string | null)[]> {
  const answer = await claimCodes(
    claimRequest({
      accountId,
      pool: poolId,
      campaign: { id: "campaign", type: "automation" },
      recipients: keys.map((key) => ({ key, contact: key })),
    }),
  );
  if (!answer.ok) throw new Error(answer.refusal.detail);
  return answer.value.claims.map(({ code }) => code);
}
async function refusedList(creationId: string): Promise<string> {
  const { poolId } = await creationOf(creationId);
  const list = await refusedCodesCsv({ accountId, poolId });
  if (!list.ok) throw new Error(list.refusal.detail);
  let text = "";
  for await (const part of list.value.text) text += part;
  return text;
}
function otherDiscount(
  id: string,
  change: { status?: "active" | "expired"; endsAt?: string | null } = {},
): void {
  platform.discounts.set(id, {
    id,
    title: `Discount ${id}`,
    tag: "",
    isOurs: false,
    offer: offerSchema.parse(TEN_PERCENT),
    kind: "basic",
    value: "5% off",
    conditions: [],
    status: change.status ?? "active",
    startsAt: "2026-01-01T00:00:00Z",
    endsAt: change.endsAt ?? null,
    usesPerCode: 1,
    oncePerCustomer: false,
    codesCount: 1,
  });
}
function put(code: string, discountId: string): void {
  platform.codes.set(code.toLowerCase(), { code, discountId, no: platform.codes.size + 500_000 });
}
/** The discount under which the shop has a code. */
const ownerOf = (code: string) => platform.codes.get(code.toLowerCase())?.discountId;

test("every unassigned code is created once under one discount of the template, and counted as ours", async () => {
  const codes = someCodes(620);
  const poolId = await poolWithCodes(accountId, codes);
  const creationId = await start(poolId);
  expect(await run(creationId)).toEqual({ kind: "over" });
  expect(await creationOf(creationId)).toMatchObject({
    state: "finished",
    total: 620,
    created: 620,
    already: 0,
    refused: 0,
  });
  expect(platform.discounts.size).toBe(1);
  expect(new Set(codes.map(ownerOf))).toEqual(new Set(platform.discounts.keys()));
  expect(platform.codes.size).toBe(620);
  expect((await heldCodes()).held).toBe(620);
  const { entries } = await history(poolId);
  expect(entries).toEqual(["pool.created", "creation.started", "creation.finished"]);
  await expectCountsEqualRows(poolId);
});

async function history(poolId: string): Promise<{ entries: string[] }> {
  const rows = await database().prisma.historyEntry.findMany({ where: { poolId }, orderBy: { id: "asc" } });
  return { entries: rows.map(({ verb }) => verb) };
}

test("codes that work in the shop already are left as they are; the others are told with the reason", async () => {
  otherDiscount("summer");
  otherDiscount("spring", { status: "expired" });
  otherDiscount("winter", { endsAt: "2026-01-31T00:00:00Z" });
  const codes = someCodes(6);
  const [works, off, over, missing] = codes as [string, string, string, string];
  put(works, "summer");
  put(off, "spring");
  put(over, "winter");
  const creationId = await start(await poolWithCodes(accountId, codes));
  await run(creationId);
  expect(await creationOf(creationId)).toMatchObject({ created: 3, already: 1, refused: 2 });
  expect([ownerOf(works), ownerOf(off), ownerOf(over)]).toEqual(["summer", "spring", "winter"]);
  expect(ownerOf(missing)).toBeDefined();
  expect((await heldCodes()).held).toBe(3);
  const list = await refusedList(creationId);
  expect(list.split("\r\n").slice(1, -1).toSorted()).toEqual([
    `${off},The discount that has this code is switched off,Discount spring`,
    `${over},The discount that has this code has ended or was switched off,Discount winter`,
  ]);
});

test("when no code is missing, nothing is made in the shop", async () => {
  otherDiscount("summer");
  const codes = someCodes(5);
  for (const code of codes) put(code, "summer");
  const creationId = await start(await poolWithCodes(accountId, codes));
  await run(creationId);
  expect(await creationOf(creationId)).toMatchObject({ state: "finished", created: 0, already: 5 });
  expect([...platform.discounts.keys()]).toEqual(["summer"]);
});

test("what the shop does not take as a code is listed", async () => {
  const codes = someCodes(300);
  const creationId = await start(await poolWithCodes(accountId, codes));
  platform.faults = { ...NO_FAULTS, rejectedCode: 0.1 };
  await run(creationId);
  const { created, refused } = await creationOf(creationId);
  expect(created + refused).toBe(300);
  expect(refused).toBeGreaterThan(0);
  expect((await refusedList(creationId)).split("\r\n")).toHaveLength(refused + 2);
});

test("claims go on in the same order meanwhile, and what was assigned since the start is created too", async () => {
  const codes = someCodes(600);
  const poolId = await poolWithCodes(accountId, codes);
  const creationId = await start(poolId);
  const taken: (string | null)[] = [];
  let round = 0;
  platform.onStep = () => {};
  const { submit } = platform;
  platform.submit = async (request) => {
    round += 1;
    taken.push(
      ...(await claim(
        poolId,
        Array.from({ length: 40 }, (_, n) => `${round}-${n}`),
      )),
    );
    return await submit(request);
  };
  const [first] = await Promise.all([claim(poolId, ["before"]), run(creationId)]);
  expect([...first, ...taken]).toHaveLength(121);
  expect(new Set([...first, ...taken])).toEqual(new Set(codes.slice(0, 121)));
  expect(taken.map((code) => codes.indexOf(code ?? ""))).toEqual(
    taken.map((code) => codes.indexOf(code ?? "")).toSorted((a, b) => a - b),
  );
  expect(await creationOf(creationId)).toMatchObject({ state: "finished", created: 600 });
  await expectCountsEqualRows(poolId);
});

test("pressed twice it is one, and two processes at once count nothing twice", async () => {
  const poolId = await poolWithCodes(accountId, someCodes(700));
  const [one, other] = await Promise.all([start(poolId), start(poolId)]);
  expect(one).toBe(other);
  await Promise.all([run(one), run(one), run(one)]);
  const { state, created, already, refused } = await creationOf(one);
  expect(state).toBe("finished");
  expect([created + already, refused]).toEqual([700, 0]);
  expect((await heldCodes()).held).toBe(created);
  expect(platform.discounts.size).toBe(1);
});

describe("a crash", () => {
  test.each([1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 28, 31, 34, 37, 40])(
    "at statement %i leaves work that goes on",
    async (statement) => {
      const poolId = await poolWithCodes(accountId, someCodes(310));
      const creationId = await start(poolId);
      for (const when of ["before", "after"] as const) {
        const fault = crashAt(statement, when);
        await run(creationId).catch(() => {});
        fault.restart();
      }
      await run(creationId);
      const { state, created, already } = await creationOf(creationId);
      expect(state).toBe("finished");
      expect(created + already).toBe(310);
      expect(platform.codes.size).toBe(310);
      expect(platform.discounts.size).toBe(1);
      expect((await heldCodes()).held).toBe(created);
      await expectCountsEqualRows(poolId);
    },
  );

  test("with lost answers, forgotten batches and codes without an outcome leaves nothing out", async () => {
    const codes = someCodes(800);
    const poolId = await poolWithCodes(accountId, codes);
    const creationId = await start(poolId);
    platform.faults = {
      ...NO_FAULTS,
      later: 0.1,
      lostBefore: 0.1,
      lostAfter: 0.1,
      forgottenCode: 0.02,
      searchBehind: 0.5,
      forgottenBatch: 0.1,
    };
    await run(creationId);
    expect(await creationOf(creationId)).toMatchObject({ state: "finished", refused: 0 });
    expect(codes.every((code) => ownerOf(code) !== undefined)).toBe(true);
    expect(platform.discounts.size).toBe(1);
  });
});

describe("what stops it", () => {
  test("cancelled, it ends after the batch that is on its way", async () => {
    const poolId = await poolWithCodes(accountId, someCodes(600));
    const creationId = await start(poolId);
    const { submit } = platform;
    platform.submit = async (request) => {
      await cancelCreation({ accountId, poolId });
      return await submit(request);
    };
    await run(creationId);
    expect(await creationOf(creationId)).toMatchObject({ state: "cancelled", created: 250 });
    expect([platform.codes.size, (await heldCodes()).held]).toEqual([250, 250]);
  });

  test("archiving the pool ends it", async () => {
    const poolId = await poolWithCodes(accountId, someCodes(3));
    const creationId = await start(poolId);
    await archivePool({ accountId, poolId, actor: "Ada" });
    await run(creationId);
    expect(await creationOf(creationId)).toMatchObject({ state: "cancelled", created: 0 });
  });

  test("a store out of reach: it waits, says why, and goes on when the store is back", async () => {
    const poolId = await poolWithCodes(accountId, someCodes(3));
    const creationId = await start(poolId);
    platform.outOfReach = "reconnect_needed";
    expect(await run(creationId)).toEqual({ kind: "waiting" });
    expect(await creationOf(creationId)).toMatchObject({ state: "running", trouble: "reconnect_needed" });
    platform.outOfReach = null;
    const jobs = await countJobs(creationId);
    await checkStore({ ...workOn(platform), storeId: (await heldCodes()).storeId });
    expect(await countJobs(creationId)).toBe(jobs + 1);
    await run(creationId);
    expect(await creationOf(creationId)).toMatchObject({ state: "finished", created: 3, trouble: null });
  });

  test("a job that is lost is replaced after half an hour", async () => {
    const creationId = await start(await poolWithCodes(accountId, someCodes(3)));
    const jobs = await countJobs(creationId);
    await resumeCreations("idle");
    expect(await countJobs(creationId)).toBe(jobs);
    await database().pool.query(
      "update creations set touched_at = now() - interval '31 minutes' where id = $1",
      [creationId],
    );
    await resumeCreations("idle");
    await resumeCreations("idle");
    expect(await countJobs(creationId)).toBe(jobs + 1);
  });

  test("a discount that was deleted in the shop: it says so, and the next one needs another template", async () => {
    const poolId = await poolWithCodes(accountId, someCodes(300));
    const creationId = await start(poolId);
    const { submit } = platform;
    let sent = 0;
    platform.submit = async (request) => {
      sent += 1;
      if (sent === 2) await platform.deleteDiscount(request.discountId);
      return await submit(request);
    };
    await run(creationId);
    expect(await creationOf(creationId)).toMatchObject({ state: "failed", created: 250 });
    expect((await heldCodes()).held).toBe(0);
    const again = await startCreation({ accountId, poolId, templateId, actor: "Ada" });
    expect(again).toMatchObject({ ok: false, refusal: { code: "invalid_request" } });
  });

  test.each([
    ["ended", "2026-01-02T00:00:00Z", "has ended"],
    ["was switched off", null, "switched off"],
  ])("a template of which the discount %s is refused", async (_, endsAt, words) => {
    const poolId = await poolWithCodes(accountId, someCodes(3));
    await database().pool.query(
      `update templates set platform_status = case when $2::text is null then 'inactive' else 'working' end,
         offer = offer || jsonb_build_object('endsAt', $2::text)
       where id = $1`,
      [templateId, endsAt],
    );
    const started = await startCreation({ accountId, poolId, templateId, actor: "Ada" });
    expect(started).toMatchObject({
      ok: false,
      refusal: { code: "invalid_request", detail: expect.stringContaining(words) },
    });
  });

  test("another account's pool or template does not exist", async () => {
    const poolId = await poolWithCodes(accountId, someCodes(3));
    const stranger = await newAccount();
    const strange = { accountId: stranger, actor: "Eve" };
    for (const asked of [
      { ...strange, poolId, templateId },
      { ...strange, poolId, templateId: await newTemplate(stranger) },
    ]) {
      expect(await startCreation(asked)).toMatchObject({ ok: false, refusal: { code: "not_found" } });
    }
  });
});

async function countJobs(creationId: string): Promise<number> {
  const { rows } = await database().pool.query<{ jobs: number }>(
    "select count(*) as jobs from pgboss.job where name = 'create-codes' and data ->> 'creationId' = $1",
    [creationId],
  );
  return rows[0]?.jobs ?? 0;
}

test("a batch has as many codes as the platform takes with one call: of Magento, with one exchange", async () => {
  const { storeId } = await heldCodes();
  for (const [name, most] of [["shopify", 250] as const, ["magento", 620] as const]) {
    await database().prisma.store.update({ where: { id: storeId }, data: { platform: name } });
    const creationId = await start(await poolWithCodes(accountId, someCodes(620)));
    const creation = await openCreation(creationId);
    if (!creation) throw new Error("It did not start.");
    expect(await nextCodes(creation)).toBe(true);
    expect((await creationOf(creationId)).codeIds).toHaveLength(most);
  }
});
