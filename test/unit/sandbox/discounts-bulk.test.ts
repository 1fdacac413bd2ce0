import { describe, expect, test } from "vitest";
import type { DiscountStore } from "#sandbox/shopify/discounts/discount-store.ts";
import { openSandboxShop, type SandboxAnswer } from "#test/support/sandbox-shop.ts";

const CREATE = `mutation ($input: DiscountCodeBasicInput!) {
  discountCodeBasicCreate(basicCodeDiscount: $input) { codeDiscountNode { id } userErrors { field code message } } }`;
const ADD = `mutation CouponPoolsBulkAdd($discountId: ID!, $codes: [DiscountRedeemCodeInput!]!) {
  discountRedeemCodeBulkAdd(discountId: $discountId, codes: $codes) {
    bulkCreation { id createdAt done codesCount importedCount failedCount }
    userErrors { field code message extraInfo } } }`;
const POLL = `query CouponPoolsBulkCreation($id: ID!, $first: Int!, $after: String) {
  discountRedeemCodeBulkCreation(id: $id) {
    id createdAt done codesCount importedCount failedCount discountCode { id }
    codes(first: $first, after: $after) {
      nodes { code discountRedeemCode { id code asyncUsageCount } errors { field code message extraInfo } }
      pageInfo { hasNextPage endCursor } } } }`;
const DELETE_CODES = `mutation ($discountId: ID!, $ids: [ID!], $search: String) {
  discountCodeRedeemCodeBulkDelete(discountId: $discountId, ids: $ids, search: $search) {
    job { id done } userErrors { field code message extraInfo } } }`;
const JOB = "query ($id: ID!) { job(id: $id) { id done } }";
const CODES = `query ($id: ID!, $first: Int!, $after: String, $query: String) { discountNode(id: $id) { discount {
  ... on DiscountCodeBasic { codesCount { count } codes(first: $first, after: $after, query: $query, sortKey: ID) {
    nodes { id code } pageInfo { hasNextPage endCursor } } } } } }`;

interface BulkCreation {
  id: string;
  done: boolean;
  codesCount: number;
  importedCount: number;
  failedCount: number;
  codes: {
    nodes: {
      code: string;
      discountRedeemCode: { id: string } | null;
      errors: { code: string; field: string[] }[];
    }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

async function openWithDiscounts(options: Parameters<typeof openSandboxShop>[0] = {}) {
  const shop = await openSandboxShop({
    limits: { maximumAvailable: 1e9, restoreRatePerSecond: 1e9, singleQueryMax: 1_000 },
    ...options,
  });
  const create = async (code: string) => {
    const input = {
      title: `Discount ${code}`,
      code,
      startsAt: "2026-11-23T00:00:00Z",
      context: { all: "ALL" },
      customerGets: { value: { percentage: 0.1 }, items: { all: true } },
    };
    const { data } = await shop.query(CREATE, { input });
    return (data as { discountCodeBasicCreate: { codeDiscountNode: { id: string } } }).discountCodeBasicCreate
      .codeDiscountNode.id;
  };
  const add = async (discountId: string, codes: string[]) => {
    const answer = await shop.query(ADD, { discountId, codes: codes.map((code) => ({ code })) });
    expect(answer.errors).toBeUndefined();
    return (
      answer.data as { discountRedeemCodeBulkAdd: { bulkCreation: BulkCreation; userErrors: unknown[] } }
    ).discountRedeemCodeBulkAdd;
  };
  const poll = async (id: string, first = 250, after: string | null = null) => {
    const answer = await shop.query(POLL, { id, first, after });
    expect(answer.errors).toBeUndefined();
    return (answer.data as { discountRedeemCodeBulkCreation: BulkCreation }).discountRedeemCodeBulkCreation;
  };
  return { ...shop, create, add, poll };
}

const numbered = (count: number, prefix = "C") => Array.from({ length: count }, (_, i) => `${prefix}-${i}`);

describe("codes added in bulk", () => {
  test("are there a moment later, not before", async () => {
    const { create, add, poll, passSeconds, sandbox } = await openWithDiscounts();
    const discount = await create("FIRST");
    const { bulkCreation } = await add(discount, numbered(250));
    expect(bulkCreation).toMatchObject({ done: false, codesCount: 250, importedCount: 0, failedCount: 0 });
    expect(await poll(bulkCreation.id)).toMatchObject({ done: false, discountCode: { id: discount } });
    expect(sandbox.discounts.codes.count).toBe(1);
    passSeconds(1);
    const done = await poll(bulkCreation.id);
    expect(done).toMatchObject({ done: true, importedCount: 250, failedCount: 0 });
    expect(
      done.codes.nodes.every(({ discountRedeemCode, errors }) => discountRedeemCode && errors.length === 0),
    ).toBe(true);
    expect(sandbox.discounts.codes.count).toBe(251);
  });

  test("fail one by one, each with its reason", async () => {
    const { create, add, poll, passSeconds } = await openWithDiscounts();
    const [own, other] = [await create("OWN"), await create("OTHER")];
    expect(own).not.toBe(other);
    const { bulkCreation } = await add(own, ["NEW", "other", "own", "TWICE", "twice", " ", "X".repeat(256)]);
    passSeconds(1);
    const { codes, ...counts } = await poll(bulkCreation.id);
    expect(counts).toMatchObject({ done: true, codesCount: 7, importedCount: 2, failedCount: 5 });
    expect(codes.nodes.map(({ code, errors }) => [code.slice(0, 5), errors[0]?.code ?? null])).toEqual([
      ["NEW", null],
      ["other", "TAKEN"],
      ["own", "TAKEN"],
      ["TWICE", null],
      ["twice", "DUPLICATE"],
      [" ", "BLANK"],
      ["XXXXX", "TOO_LONG"],
    ]);
    expect(codes.nodes[1]).toMatchObject({ discountRedeemCode: null, errors: [{ field: ["code"] }] });
  });

  test("the same batch sent twice: the second one finds everything taken", async () => {
    const { create, add, poll, passSeconds } = await openWithDiscounts();
    const discount = await create("FIRST");
    const [one, two] = [await add(discount, numbered(10)), await add(discount, numbered(10))];
    passSeconds(1);
    expect(await poll(one.bulkCreation.id)).toMatchObject({ importedCount: 10, failedCount: 0 });
    expect(await poll(two.bulkCreation.id)).toMatchObject({ importedCount: 0, failedCount: 10 });
  });

  test("more than 250 are refused and nothing is queued", async () => {
    const { create, query, sandbox } = await openWithDiscounts();
    const codes = numbered(251).map((code) => ({ code }));
    const answer = await query(ADD, { discountId: await create("FIRST"), codes });
    expect(answer.errors?.[0]).toMatchObject({
      message: "The input array size of 251 is greater than the maximum allowed of 250.",
      extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" },
    });
    expect(sandbox.discounts.waiting.size).toBe(0);
  });

  test("of a discount that is not there, and none at all, are user errors", async () => {
    const { create, add } = await openWithDiscounts();
    expect(await add("gid://shopify/DiscountCodeNode/1", ["A"])).toMatchObject({
      bulkCreation: null,
      userErrors: [{ field: ["discountId"], code: "INVALID" }],
    });
    expect(await add(await create("FIRST"), [])).toMatchObject({ userErrors: [{ code: "BLANK" }] });
  });

  test("of a discount that was deleted meanwhile, all fail", async () => {
    const { create, add, poll, passSeconds, query } = await openWithDiscounts();
    const discount = await create("FIRST");
    const { bulkCreation } = await add(discount, numbered(3));
    await query("mutation ($id: ID!) { discountCodeDelete(id: $id) { deletedCodeDiscountId } }", {
      id: discount,
    });
    passSeconds(1);
    expect(await poll(bulkCreation.id)).toMatchObject({ done: true, failedCount: 3, discountCode: null });
  });

  test("results come in pages", async () => {
    const { create, add, poll, passSeconds } = await openWithDiscounts();
    const { bulkCreation } = await add(await create("FIRST"), numbered(25));
    passSeconds(1);
    const codes: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { nodes, pageInfo }: BulkCreation["codes"] = (await poll(bulkCreation.id, 10, after)).codes;
      codes.push(...nodes.map(({ code }) => code));
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    expect(codes).toEqual(numbered(25));
  });

  test("a shop with a pace works off one batch after another", async () => {
    const { create, add, poll, passSeconds } = await openWithDiscounts({
      pace: { latencyMilliseconds: 0, codesPerSecond: 100 },
    });
    const discount = await create("FIRST");
    const [one, two] = [await add(discount, numbered(200, "A")), await add(discount, numbered(200, "B"))];
    const done = async () => [(await poll(one.bulkCreation.id)).done, (await poll(two.bulkCreation.id)).done];
    passSeconds(1);
    expect(await done()).toEqual([false, false]);
    passSeconds(1);
    expect(await done()).toEqual([true, false]);
    passSeconds(2);
    expect(await done()).toEqual([true, true]);
  });

  test("a full shop takes no more", async () => {
    const { create, add, poll, passSeconds, sandbox } = await openWithDiscounts({ maximumCodes: 5 });
    const { bulkCreation } = await add(await create("FIRST"), numbered(10));
    passSeconds(1);
    expect(await poll(bulkCreation.id)).toMatchObject({ importedCount: 4, failedCount: 6 });
    expect(sandbox.discounts.codes.count).toBe(5);
  });
});

describe("codes of a discount", () => {
  async function openWithCodes(count: number) {
    const shop = await openWithDiscounts();
    const id = await shop.create("FIRST");
    await shop.add(id, numbered(count));
    shop.passSeconds(1);
    return { ...shop, id };
  }
  interface Codes {
    codesCount: { count: number };
    codes: { nodes: { id: string; code: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  }
  const codesOf = (answer: SandboxAnswer) => {
    expect(answer.errors).toBeUndefined();
    return (answer.data as { discountNode: { discount: Codes } }).discountNode.discount;
  };

  test("are paged by id, and paging survives that the code of the cursor is deleted", async () => {
    const { query, id, passSeconds } = await openWithCodes(20);
    const first = codesOf(await query(CODES, { id, first: 5 }));
    expect(first.codes.nodes.map(({ code }) => code)).toEqual(["FIRST", "C-0", "C-1", "C-2", "C-3"]);
    await query(DELETE_CODES, { discountId: id, ids: [first.codes.nodes[4]?.id, first.codes.nodes[1]?.id] });
    passSeconds(1);
    const next = codesOf(await query(CODES, { id, first: 5, after: first.codes.pageInfo.endCursor }));
    expect(next.codes.nodes.map(({ code }) => code)).toEqual(["C-4", "C-5", "C-6", "C-7", "C-8"]);
    expect(next.codesCount.count).toBe(19);
  });

  test("are searched by word and by id", async () => {
    const { query, id } = await openWithCodes(20);
    const search = async (text: string) =>
      codesOf(await query(CODES, { id, first: 10, query: text })).codes.nodes.map(({ code }) => code);
    expect(await search("c-1")).toHaveLength(10);
    const [found] = codesOf(await query(CODES, { id, first: 1, query: "C-7" })).codes.nodes;
    expect(await search(`id:${found?.id.split("/").at(-1)}`)).toEqual(["C-7"]);
    expect(await search("times_used:>0")).toEqual([]);
  });

  test("are deleted by a job, and only those of the discount", async () => {
    const { query, id, create, passSeconds, sandbox } = await openWithCodes(3);
    const other = await create("OTHER");
    const [own] = codesOf(await query(CODES, { id, first: 1 })).codes.nodes;
    const [foreign] = codesOf(await query(CODES, { id: other, first: 1 })).codes.nodes;
    const answer = await query(DELETE_CODES, { discountId: id, ids: [own?.id, foreign?.id] });
    const { job } = (
      answer.data as { discountCodeRedeemCodeBulkDelete: { job: { id: string; done: boolean } } }
    ).discountCodeRedeemCodeBulkDelete;
    expect(job.done).toBe(false);
    expect((await query(JOB, { id: job.id })).data).toEqual({ job });
    passSeconds(1);
    expect((await query(JOB, { id: job.id })).data).toEqual({ job: { id: job.id, done: true } });
    expect([sandbox.discounts.codes.find("FIRST"), sandbox.discounts.codes.find("OTHER")?.code]).toEqual([
      undefined,
      "OTHER",
    ]);
  });

  test("a deleted code may be added again and gets a new id", async () => {
    const { query, id, add, passSeconds, sandbox } = await openWithCodes(1);
    const before = sandbox.discounts.codes.find("C-0")?.number ?? 0;
    await query(DELETE_CODES, { discountId: id, search: "C-0" });
    passSeconds(1);
    await add(id, ["c-0"]);
    passSeconds(1);
    await query(JOB, { id: "gid://shopify/Job/none" });
    expect(sandbox.discounts.codes.find("C-0")?.number).toBeGreaterThan(before);
  });

  test("ids and a search together, or neither, are refused", async () => {
    const { query, id } = await openWithCodes(1);
    for (const [variables, code] of [
      [{}, "MISSING_ARGUMENT"],
      [{ ids: [], search: "x" }, "TOO_MANY_ARGUMENTS"],
    ] as const) {
      expect((await query(DELETE_CODES, { discountId: id, ...variables })).data).toMatchObject({
        discountCodeRedeemCodeBulkDelete: { job: null, userErrors: [{ code }] },
      });
    }
  });

  test("of the whole shop are counted up to a limit", async () => {
    const { query } = await openWithCodes(20);
    const counted = async (limit: number | null) =>
      (
        await query("query ($limit: Int) { discountCodesCount(limit: $limit) { count precision } }", {
          limit,
        })
      ).data;
    expect(await counted(10)).toEqual({ discountCodesCount: { count: 10, precision: "AT_LEAST" } });
    expect(await counted(null)).toEqual({ discountCodesCount: { count: 21, precision: "EXACT" } });
  });
});

test("a million codes fit and are still found and paged", async () => {
  const { create, query, sandbox } = await openWithDiscounts();
  const id = await create("FIRST");
  const to = Number(id.split("/").at(-1));
  const before = process.memoryUsage().heapUsed;
  fill(sandbox.discounts, to, 1_000_000);
  const megabytes = (process.memoryUsage().heapUsed - before) / 1_000_000;
  expect(sandbox.discounts.codes.count).toBe(1_000_001);
  expect(sandbox.discounts.codes.find("big-999999")?.discount).toBe(to);
  const answer = await query(CODES, { id, first: 250 });
  expect(answer.errors).toBeUndefined();
  expect(megabytes).toBeLessThan(400);
});

function fill(store: DiscountStore, to: number, count: number): void {
  for (let done = 0; done < count; done += 10_000) {
    const add = Array.from({ length: 10_000 }, (_, i) => `BIG-${done + i}`);
    store.change({ add, to, from: store.codes.next, by: "app" });
  }
}
