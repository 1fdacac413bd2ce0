import { parse } from "graphql";
import { describe, expect, test } from "vitest";
import { failureOfErrors, failureOfStatus, readCost } from "#app/platforms/shopify/admin-failure.ts";
import { SHOPIFY_API_VERSION } from "#app/platforms/shopify/api-version.ts";
import { documentPoints } from "#app/platforms/shopify/document-points.ts";
import * as codes from "#app/platforms/shopify/documents/code-documents.ts";
import * as reads from "#app/platforms/shopify/documents/read-documents.ts";
import * as shop from "#app/platforms/shopify/documents/shop-documents.ts";
import * as writes from "#app/platforms/shopify/documents/write-documents.ts";
import { DISCOUNTS_PER_PAGE, LIST_ITEMS_MAX, LIST_READ_MAX } from "#app/platforms/shopify/shopify-limits.ts";
import { isTaken, refusedBy } from "#app/platforms/shopify/user-errors.ts";
import { loadAdminSchema } from "#sandbox/shopify/admin-schema.ts";
import { requestedQueryCost } from "#sandbox/shopify/query-cost.ts";

const cost = { requested: 502, actual: null, available: 102, max: 2000, restoreRate: 100 };
const error = (code: string) => [{ message: code, extensions: { code } }];

describe("what an answer that is not a success means", () => {
  test("THROTTLED waits until the bucket holds what is asked for", () => {
    expect(failureOfErrors(error("THROTTLED"), cost, true)).toMatchObject({ kind: "later", afterSeconds: 4 });
    const enough = { ...cost, available: 900 };
    expect(failureOfErrors(error("THROTTLED"), enough, true)).toMatchObject({ afterSeconds: 1 });
    expect(failureOfErrors(error("THROTTLED"), null, true)).toMatchObject({ afterSeconds: 5 });
    const tooBig = { ...cost, requested: 9_000, available: 0 };
    expect(failureOfErrors(error("THROTTLED"), tooBig, false)).toMatchObject({ afterSeconds: 20 });
  });

  test.each([
    ["ACCESS_DENIED", { kind: "unreachable", reason: "scopes_missing" }],
    ["SHOP_INACTIVE", { kind: "unreachable", reason: "shop_frozen" }],
    ["INVALID_VARIABLE", { kind: "refused" }],
  ])("%s", (code, failure) => {
    expect(failureOfErrors(error(code), null, true)).toMatchObject(failure);
  });

  test("an error in the middle of a mutation may have happened, a query is asked again", () => {
    expect(failureOfErrors(error("INTERNAL_SERVER_ERROR"), null, true)?.kind).toBe("unknown");
    expect(failureOfErrors(error("INTERNAL_SERVER_ERROR"), null, false)?.kind).toBe("later");
  });

  test("a document that Shopify does not understand is a bug", () => {
    expect(failureOfErrors(error("undefinedField"), null, false)).toBeNull();
  });

  test.each([
    [401, { kind: "unreachable", reason: "reconnect_needed" }],
    [402, { kind: "unreachable", reason: "shop_frozen" }],
    [403, { kind: "unreachable", reason: "scopes_missing" }],
    [404, { kind: "unreachable", reason: "disconnected" }],
    [423, { kind: "unreachable", reason: "shop_frozen" }],
    [429, { kind: "later", afterSeconds: 2 }],
    [502, { kind: "unknown" }],
    [503, { kind: "later", afterSeconds: 2 }],
  ])("status %i of a mutation", (status, failure) => {
    expect(failureOfStatus(status, 2, true)).toMatchObject(failure);
  });

  test("a query that met an outage is asked again later", () => {
    expect(failureOfStatus(502, null, false)).toMatchObject({ kind: "later" });
  });

  test("an answer without a cost is no answer about the pace", () => {
    expect(readCost(undefined)).toBeNull();
    expect(readCost({ cost: { requestedQueryCost: 1 } })).toBeNull();
  });
});

test("a refusal names the fields of the offer and speaks in sentences", () => {
  const refused = refusedBy([
    { field: ["basicCodeDiscount", "endsAt"], code: "INVALID", message: "Ends at is wrong" },
    {
      field: ["bxgyCodeDiscount", "customerGets", "value", "discountOnQuantity", "quantity"],
      code: "INVALID",
      message: "No.",
    },
    { field: null, code: null, message: "Something else" },
  ]);
  expect(refused).toEqual({
    kind: "refused",
    detail: "Ends at is wrong. No. Something else.",
    errors: [
      { field: "endsAt", message: "Ends at is wrong." },
      { field: "reward.gets.quantity", message: "No." },
      { field: null, message: "Something else." },
    ],
  });
});

test.each([
  [{ code: "TAKEN", message: "" }, true],
  [{ code: "DUPLICATE", message: "" }, true],
  [{ code: null, message: "Code must be unique. Please try a different code." }, true],
  [{ code: "TOO_LONG", message: "is too long, already" }, false],
  [{ code: null, message: "Something went wrong" }, false],
])("%j says that a code is there already: %s", (problem, taken) => {
  expect(isTaken(problem)).toBe(taken);
});

describe("no document asks for more points than a single one may (1,000), nor for more than is known", () => {
  // The sandbox adds up the members of a union; Shopify counts the dearest. Its figure is the upper bound.
  const { schema } = loadAdminSchema(SHOPIFY_API_VERSION);
  const firsts: Record<string, number> = {
    DISCOUNTS: DISCOUNTS_PER_PAGE,
    BASIC_LISTS: LIST_READ_MAX,
    BXGY_LISTS: LIST_READ_MAX,
  };
  test.each(Object.entries({ ...codes, ...reads, ...shop, ...writes }))("%s", (name, text) => {
    const document = parse(text);
    const [operation] = document.definitions;
    if (operation?.kind !== "OperationDefinition") throw new Error("no operation");
    const variables = {
      first: firsts[name] ?? LIST_ITEMS_MAX,
      id: "gid://shopify/X/1",
      code: "X",
      query: "X",
    };
    const points = requestedQueryCost(schema, document, operation, variables);
    expect(points).toBeLessThanOrEqual(1_000);
    expect(documentPoints(text, variables)).toBeGreaterThanOrEqual(points);
    expect(documentPoints(text, variables)).toBeLessThan(points + 10);
  });
});
