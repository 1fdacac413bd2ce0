import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { openSandboxShop } from "#test/support/sandbox-shop.ts";

// Documents as an app sends them, each valid against Shopify's schema: every one must run.

const folder = new URL("../../files/shopify-graphql/", import.meta.url);
const documents = readdirSync(folder).filter((file) => file.endsWith(".graphql"));
const read = (name: string) => readFileSync(new URL(`${name}.graphql`, folder), "utf8");

const term = { startsAt: "2026-11-23T00:00:00Z", usageLimit: 1, context: { all: "ALL" } };
const gets = { value: { percentage: 0.1 }, items: { all: true } };
let shop: Awaited<ReturnType<typeof openSandboxShop>>;
let id = "";

beforeAll(async () => {
  shop = await openSandboxShop();
  const input = { ...term, title: "First", code: "FIRST", customerGets: gets };
  const { data } = await shop.query(read("discountCodeBasicCreate"), { input });
  id = (data as { discountCodeBasicCreate: { codeDiscountNode: { id: string } } }).discountCodeBasicCreate
    .codeDiscountNode.id;
});

const variables: Record<string, () => Record<string, unknown>> = {
  "codeDiscountNode.deprecated": () => ({ id, first: 50 }),
  "codeDiscountNodes.deprecated": () => ({ first: 10, query: "status:active" }),
  codeDiscountNodeByCode: () => ({ code: "first" }),
  discountCodeActivate: () => ({ id }),
  discountCodeBasicCreate: () => ({ input: { ...term, title: "New", code: "NEW", customerGets: gets } }),
  discountCodeBasicUpdate: () => ({ id, input: { title: "Changed" } }),
  discountCodeBxgyCreate: () => ({
    input: {
      ...term,
      title: "Buy 2 get 1",
      code: "BUYGET",
      customerBuys: {
        items: { collections: { add: ["gid://shopify/Collection/81010"] } },
        value: { quantity: "2" },
      },
      customerGets: {
        items: { products: { productsToAdd: ["gid://shopify/Product/70010"] } },
        value: { discountOnQuantity: { quantity: "1", effect: { percentage: 1 } } },
      },
    },
  }),
  discountCodeDeactivate: () => ({ id }),
  discountCodeDelete: () => ({ id: "gid://shopify/DiscountCodeNode/1" }),
  discountCodeFreeShippingCreate: () => ({
    input: { ...term, title: "Free shipping", code: "SHIP", destination: { all: true } },
  }),
  discountCodeRedeemCodeBulkDelete: () => ({ discountId: id, search: "nothing" }),
  discountCodesCount: () => ({}),
  discountNode: () => ({ id, first: 10 }),
  discountNodes: () => ({ first: 50, query: "method:code" }),
  discountRedeemCodeBulkAdd: () => ({ discountId: id, codes: [{ code: "A" }, { code: "B" }] }),
  discountRedeemCodeBulkCreation: () => ({
    id: "gid://shopify/DiscountRedeemCodeBulkCreation/1",
    first: 250,
  }),
  job: () => ({ id: "gid://shopify/Job/1" }),
  segments: () => ({ first: 10 }),
  shop: () => ({}),
  tagsAdd: () => ({ id, tags: ["pools"] }),
};

test.each(documents)("%s runs", async (file) => {
  const name = file.replace(".graphql", "");
  shop.passSeconds(20);
  const answer = await shop.query(read(name), variables[name]?.());
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toBeTruthy();
  const { actualQueryCost, requestedQueryCost } = answer.extensions?.cost ?? {};
  expect(actualQueryCost).toBeLessThanOrEqual(requestedQueryCost ?? 0);
});
