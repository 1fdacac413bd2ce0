import { describe, expect, test } from "vitest";
import { openSandboxShop, type SandboxAnswer } from "#test/support/sandbox-shop.ts";

const CREATE_BASIC = `mutation ($input: DiscountCodeBasicInput!) {
  discountCodeBasicCreate(basicCodeDiscount: $input) {
    codeDiscountNode { id codeDiscount { __typename ... on DiscountCodeBasic {
      title status startsAt endsAt usageLimit appliesOncePerCustomer recurringCycleLimit summary asyncUsageCount
      combinesWith { orderDiscounts productDiscounts shippingDiscounts } codesCount { count precision } } } }
    userErrors { field code message extraInfo }
  }
}`;
const CREATE_SHIPPING = `mutation ($input: DiscountCodeFreeShippingInput!) {
  discountCodeFreeShippingCreate(freeShippingCodeDiscount: $input) {
    codeDiscountNode { id codeDiscount { __typename ... on DiscountCodeFreeShipping {
      title status startsAt endsAt usageLimit appliesOncePerCustomer summary } } }
    userErrors { field code message extraInfo }
  }
}`;
const CREATE_BXGY = `mutation ($input: DiscountCodeBxgyInput!) {
  discountCodeBxgyCreate(bxgyCodeDiscount: $input) {
    codeDiscountNode { id codeDiscount { __typename ... on DiscountCodeBxgy {
      title status startsAt endsAt usageLimit usesPerOrderLimit appliesOncePerCustomer summary } } }
    userErrors { field code message extraInfo }
  }
}`;
const UPDATE_BASIC = `mutation ($id: ID!, $input: DiscountCodeBasicInput!) {
  discountCodeBasicUpdate(id: $id, basicCodeDiscount: $input) {
    codeDiscountNode { id } userErrors { field code message extraInfo } }
}`;
const READ = `query ($id: ID!, $first: Int!, $after: String, $query: String) {
  discountNode(id: $id) { id discount { __typename ... on DiscountCodeBasic {
    title status startsAt endsAt usageLimit appliesOncePerCustomer recurringCycleLimit asyncUsageCount summary tags
    discountClasses combinesWith { orderDiscounts productDiscounts shippingDiscounts }
    context { __typename ... on DiscountBuyerSelectionAll { all } ... on DiscountCustomers { customers { id } }
      ... on DiscountCustomerSegments { segments { id name } } }
    minimumRequirement { __typename ... on DiscountMinimumQuantity { greaterThanOrEqualToQuantity }
      ... on DiscountMinimumSubtotal { greaterThanOrEqualToSubtotal { amount currencyCode } } }
    customerGets { appliesOnOneTimePurchase appliesOnSubscription
      items { __typename ... on AllDiscountItems { allItems }
        ... on DiscountProducts { products(first: 5) { nodes { id title } } }
        ... on DiscountCollections { collections(first: 5) { nodes { id title } } } }
      value { __typename ... on DiscountPercentage { percentage }
        ... on DiscountAmount { amount { amount currencyCode } appliesOnEachItem } } }
    codesCount { count precision }
    codes(first: $first, after: $after, query: $query, sortKey: ID) {
      nodes { id code asyncUsageCount } pageInfo { hasNextPage endCursor } } } } }
}`;

const basic = {
  title: "Welcome 10%",
  code: "SEED-7F3K",
  startsAt: "2026-11-23T00:00:00Z",
  endsAt: null,
  usageLimit: 1,
  appliesOncePerCustomer: true,
  context: { all: "ALL" },
  combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: true },
  minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: "50.00" } },
  customerGets: {
    value: { percentage: 0.1 },
    items: { all: true },
    appliesOnOneTimePurchase: true,
    appliesOnSubscription: false,
  },
};
const shipping = {
  title: "Free shipping",
  code: "SEED-FS01",
  startsAt: "2026-11-23T00:00:00Z",
  usageLimit: 1,
  appliesOncePerCustomer: true,
  context: { customerSegments: { add: ["gid://shopify/Segment/61001"] } },
  destination: { countries: { add: ["NL", "DE"], includeRestOfWorld: false } },
  maximumShippingPrice: "20.00",
  combinesWith: { orderDiscounts: true, productDiscounts: true },
  minimumRequirement: { quantity: { greaterThanOrEqualToQuantity: "2" } },
  appliesOnOneTimePurchase: true,
  appliesOnSubscription: true,
  recurringCycleLimit: 1,
};
const bxgy = {
  title: "Buy 2 get 1",
  code: "SEED-BX01",
  startsAt: "2026-11-23T00:00:00Z",
  usageLimit: 1,
  usesPerOrderLimit: 1,
  appliesOncePerCustomer: true,
  context: { customers: { add: ["gid://shopify/Customer/91001"] } },
  customerBuys: {
    items: { collections: { add: ["gid://shopify/Collection/81011"] } },
    value: { quantity: "2" },
  },
  customerGets: {
    items: { products: { productsToAdd: ["gid://shopify/Product/70010"] } },
    value: { discountOnQuantity: { quantity: "1", effect: { percentage: 1 } } },
  },
};

interface Payload {
  codeDiscountNode: { id: string; codeDiscount: Record<string, unknown> } | null;
  userErrors: { field: string[] | null; code: string; message: string }[];
}

function payload(answer: SandboxAnswer): Payload {
  expect(answer.errors).toBeUndefined();
  return Object.values(answer.data ?? {})[0] as Payload;
}

async function openWithBasic(input: Record<string, unknown> = {}) {
  const shop = await openSandboxShop();
  const made = payload(await shop.query(CREATE_BASIC, { input: { ...basic, ...input } }));
  expect(made.userErrors).toEqual([]);
  return { ...shop, id: made.codeDiscountNode?.id ?? "" };
}

describe("a discount that is created", () => {
  test("reads back as it was asked for", async () => {
    const { query, id } = await openWithBasic({ tags: ["pools"] });
    const answer = await query(READ, { id, first: 10 });
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.discountNode).toMatchObject({
      id,
      discount: {
        __typename: "DiscountCodeBasic",
        title: "Welcome 10%",
        status: "ACTIVE",
        startsAt: "2026-11-23T00:00:00Z",
        endsAt: null,
        usageLimit: 1,
        recurringCycleLimit: 1,
        tags: ["pools"],
        summary: "10% off entire order • Minimum purchase of €50.00 • 1 use per code • One use per customer",
        discountClasses: ["ORDER"],
        combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: true },
        context: { all: "ALL" },
        minimumRequirement: { greaterThanOrEqualToSubtotal: { amount: "50.0", currencyCode: "EUR" } },
        customerGets: { items: { allItems: true }, value: { percentage: 0.1 } },
        codesCount: { count: 1, precision: "EXACT" },
        codes: { nodes: [{ code: "SEED-7F3K", asyncUsageCount: 0 }] },
      },
    });
  });

  test("free shipping and buy X get Y are created from Shopify's own types", async () => {
    const { query } = await openSandboxShop();
    const free = payload(await query(CREATE_SHIPPING, { input: shipping }));
    expect(free).toMatchObject({
      userErrors: [],
      codeDiscountNode: { codeDiscount: { __typename: "DiscountCodeFreeShipping", status: "ACTIVE" } },
    });
    const buyGet = payload(await query(CREATE_BXGY, { input: bxgy }));
    expect(buyGet).toMatchObject({
      userErrors: [],
      codeDiscountNode: {
        codeDiscount: {
          __typename: "DiscountCodeBxgy",
          usesPerOrderLimit: 1,
          summary: expect.stringMatching(/^Buy 2 items, get 1 item free/),
        },
      },
    });
  });

  test("is active, scheduled or expired by its dates and the shop's clock", async () => {
    const { query, id, passSeconds } = await openWithBasic({
      startsAt: "2026-11-23T09:20:00Z",
      endsAt: "2026-11-23T09:40:00Z",
    });
    const status = async () =>
      ((await query(READ, { id, first: 1 })).data as { discountNode: { discount: { status: string } } })
        .discountNode.discount.status;
    expect(await status()).toBe("SCHEDULED");
    passSeconds(1200);
    expect(await status()).toBe("ACTIVE");
    passSeconds(1200);
    expect(await status()).toBe("EXPIRED");
  });
});

describe("an input that is refused", () => {
  const customerGets = basic.customerGets;
  test.each<[string, Record<string, unknown>, string[], string]>([
    ["no title", { title: undefined }, ["title"], "BLANK"],
    ["no code", { code: undefined }, ["code"], "BLANK"],
    ["no start", { startsAt: undefined }, ["startsAt"], "BLANK"],
    ["no context", { context: undefined }, ["context"], "BLANK"],
    ["nothing to get", { customerGets: undefined }, ["customerGets"], "BLANK"],
    ["no value", { customerGets: { ...customerGets, value: undefined } }, ["customerGets", "value"], "BLANK"],
    ["no items", { customerGets: { ...customerGets, items: undefined } }, ["customerGets", "items"], "BLANK"],
    ["a code that is too long", { code: "X".repeat(256) }, ["code"], "TOO_LONG"],
    ["an end before the start", { endsAt: "2026-11-22T00:00:00Z" }, ["endsAt"], "END_DATE_BEFORE_START_DATE"],
    [
      "more than 100 percent",
      { customerGets: { ...customerGets, value: { percentage: 10 } } },
      ["customerGets", "value", "percentage"],
      "VALUE_OUTSIDE_RANGE",
    ],
    [
      "two values",
      { customerGets: { ...customerGets, value: { percentage: 0.1, discountAmount: { amount: "5" } } } },
      ["customerGets", "value"],
      "TOO_MANY_ARGUMENTS",
    ],
    [
      "both minimums",
      {
        minimumRequirement: {
          quantity: { greaterThanOrEqualToQuantity: "2" },
          subtotal: { greaterThanOrEqualToSubtotal: "50" },
        },
      },
      ["minimumRequirement", "subtotal", "greaterThanOrEqualToSubtotal"],
      "MINIMUM_SUBTOTAL_AND_QUANTITY_RANGE_BOTH_PRESENT",
    ],
    ["no uses", { usageLimit: 0 }, ["usageLimit"], "GREATER_THAN"],
    [
      "no kind of purchase",
      { customerGets: { ...customerGets, appliesOnOneTimePurchase: false } },
      ["customerGets", "appliesOnSubscription"],
      "APPLIES_ON_NOTHING",
    ],
    [
      "cycles without subscriptions",
      { recurringCycleLimit: 3 },
      ["recurringCycleLimit"],
      "MULTIPLE_RECURRING_CYCLE_LIMIT_FOR_NON_SUBSCRIPTION_ITEMS",
    ],
    [
      "a product that the shop does not have",
      {
        customerGets: {
          ...customerGets,
          items: { products: { productsToAdd: ["gid://shopify/Product/1"] } },
        },
      },
      ["customerGets", "items", "products", "productsToAdd"],
      "INVALID",
    ],
    ["too many tags", { tags: ["a", "b", "c", "d", "e", "f"] }, ["tags"], "TOO_MANY_TAGS"],
    [
      "tags on the cart line without the plan for it",
      { combinesWith: { productDiscounts: true, productDiscountsWithTagsOnSameCartLine: { add: ["x"] } } },
      ["combinesWith", "productDiscountsWithTagsOnSameCartLine"],
      "PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_NOT_ENTITLED",
    ],
  ])("%s is named with its field, and nothing is made", async (_, change, field, code) => {
    const { query, sandbox } = await openSandboxShop();
    const { codeDiscountNode, userErrors } = payload(
      await query(CREATE_BASIC, { input: { ...basic, ...change } }),
    );
    expect(codeDiscountNode).toBeNull();
    expect(userErrors).toContainEqual({
      field: ["basicCodeDiscount", ...field],
      code,
      message: expect.any(String),
      extraInfo: null,
    });
    expect(sandbox.discounts.discounts.size).toBe(0);
  });

  test("everything that is wrong is said at once", async () => {
    const { query } = await openSandboxShop();
    const { userErrors } = payload(await query(CREATE_BASIC, { input: {} }));
    const fields = userErrors.map(({ field }) => field?.[1]);
    expect(new Set(fields)).toEqual(new Set(["title", "code", "startsAt", "context", "customerGets"]));
  });

  test("buy X get Y: all items, a plain percentage, nothing to buy", async () => {
    const { query } = await openSandboxShop();
    const { userErrors } = payload(
      await query(CREATE_BXGY, {
        input: {
          ...bxgy,
          customerBuys: undefined,
          customerGets: { items: { all: true }, value: { percentage: 0.5 } },
        },
      }),
    );
    expect(userErrors.map(({ field, code }) => [field?.slice(1).join("."), code])).toEqual(
      expect.arrayContaining([
        ["customerBuys", "BLANK"],
        ["customerGets.items.all", "INVALID"],
        ["customerGets.value", "INVALID"],
      ]),
    );
  });

  test("buy X get Y has no minimum requirement in the schema", async () => {
    const { query } = await openSandboxShop();
    const answer = await query(CREATE_BXGY, { input: { ...bxgy, minimumRequirement: null } });
    expect(answer.errors?.[0]?.extensions?.code).toBe("INVALID_VARIABLE");
  });

  test("free shipping does not combine with free shipping", async () => {
    const { query } = await openSandboxShop();
    const { userErrors } = payload(
      await query(CREATE_SHIPPING, { input: { ...shipping, combinesWith: { shippingDiscounts: true } } }),
    );
    expect(userErrors).toMatchObject([{ code: "INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS" }]);
  });

  test("a date or an amount that is none never reaches the shop", async () => {
    const { query } = await openSandboxShop();
    for (const change of [
      { startsAt: "tomorrow" },
      { minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: "fifty" } } },
    ]) {
      const answer = await query(CREATE_BASIC, { input: { ...basic, ...change } });
      expect(answer.errors?.[0]?.extensions?.code).toBe("INVALID_VARIABLE");
    }
  });

  test("a code is unique in the shop without regard to case", async () => {
    const { query } = await openWithBasic();
    const { userErrors } = payload(
      await query(CREATE_SHIPPING, { input: { ...shipping, code: "seed-7f3k" } }),
    );
    expect(userErrors).toEqual([
      {
        field: ["freeShippingCodeDiscount", "code"],
        code: "TAKEN",
        message: "Code must be unique. Please try a different code.",
        extraInfo: null,
      },
    ]);
  });

  test("without write_discounts the mutation is denied", async () => {
    const { query } = await openSandboxShop({ scopes: ["read_discounts"] });
    const answer = await query(CREATE_BASIC, { input: basic });
    expect(answer.errors?.[0]?.extensions?.code).toBe("ACCESS_DENIED");
  });
});

describe("a discount that is changed", () => {
  test("an update leaves alone what it does not name, and a null takes away", async () => {
    const { query, id } = await openWithBasic({ endsAt: "2026-12-01T00:00:00Z" });
    const changed = await query(UPDATE_BASIC, { id, input: { title: "Welcome 20%", endsAt: null } });
    expect(payload(changed)).toEqual({ codeDiscountNode: { id }, userErrors: [] });
    expect((await query(READ, { id, first: 1 })).data?.discountNode).toMatchObject({
      discount: {
        title: "Welcome 20%",
        endsAt: null,
        usageLimit: 1,
        customerGets: { value: { percentage: 0.1 } },
      },
    });
  });

  test("one that was deactivated before it began can still be changed", async () => {
    const { query, id } = await openWithBasic({ startsAt: "2026-12-01T00:00:00Z" });
    await query("mutation ($id: ID!) { discountCodeDeactivate(id: $id) { userErrors { code } } }", { id });
    expect(payload(await query(UPDATE_BASIC, { id, input: { title: "Later" } })).userErrors).toEqual([]);
  });

  test("products are added and removed one by one", async () => {
    const products = { productsToAdd: ["gid://shopify/Product/70010", "gid://shopify/Product/70011"] };
    const { query, id } = await openWithBasic({
      customerGets: { ...basic.customerGets, items: { products } },
    });
    const items = {
      products: {
        productsToAdd: ["gid://shopify/Product/70012"],
        productsToRemove: ["gid://shopify/Product/70010"],
      },
    };
    await query(UPDATE_BASIC, { id, input: { customerGets: { items } } });
    const read = await query(READ, { id, first: 1 });
    expect(read.data?.discountNode).toMatchObject({
      discount: {
        discountClasses: ["PRODUCT"],
        customerGets: {
          items: {
            products: { nodes: [{ title: "Linen apron" }, { title: "Single origin beans" }] },
          },
        },
      },
    });
  });

  test("a discount of another type, or none, is not updated", async () => {
    const { query } = await openSandboxShop();
    const id = payload(await query(CREATE_BXGY, { input: bxgy })).codeDiscountNode?.id;
    for (const wrong of [id, "gid://shopify/DiscountCodeNode/1"]) {
      expect(
        payload(await query(UPDATE_BASIC, { id: wrong, input: { title: "X" } })).userErrors,
      ).toMatchObject([{ field: ["id"], code: "INVALID" }]);
    }
  });

  test("deactivated it reads EXPIRED, activated again ACTIVE, deleted it is gone with its codes", async () => {
    const { query, id, sandbox } = await openWithBasic();
    const change = async (name: string) =>
      payload(
        await query(
          `mutation ($id: ID!) { ${name}(id: $id) { codeDiscountNode { id codeDiscount {
            ... on DiscountCodeBasic { status startsAt endsAt } } } userErrors { field code message extraInfo } } }`,
          { id },
        ),
      );
    expect((await change("discountCodeDeactivate")).codeDiscountNode?.codeDiscount).toMatchObject({
      status: "EXPIRED",
      endsAt: "2026-11-23T09:00:00Z",
    });
    expect((await change("discountCodeActivate")).codeDiscountNode?.codeDiscount).toMatchObject({
      status: "ACTIVE",
      endsAt: null,
    });
    const remove =
      "mutation ($id: ID!) { discountCodeDelete(id: $id) { deletedCodeDiscountId userErrors { code } } }";
    expect((await query(remove, { id })).data).toEqual({
      discountCodeDelete: { deletedCodeDiscountId: id, userErrors: [] },
    });
    expect((await query(READ, { id, first: 1 })).data).toEqual({ discountNode: null });
    expect(sandbox.discounts.codes.count).toBe(0);
    expect((await query(remove, { id })).data).toMatchObject({
      discountCodeDelete: { deletedCodeDiscountId: null, userErrors: [{ code: "INVALID" }] },
    });
  });

  test("the app is told of every change, whoever made it", async () => {
    const { query, id, sandbox, webhooks } = await openWithBasic();
    await query(UPDATE_BASIC, { id, input: { title: "New" } });
    await query(
      'mutation ($id: ID!) { tagsAdd(id: $id, tags: ["a, b"]) { node { id } userErrors { message } } }',
      { id },
    );
    await query("mutation ($id: ID!) { discountCodeDelete(id: $id) { deletedCodeDiscountId } }", { id });
    await sandbox.webhooksDone();
    expect(webhooks.map(({ topic }) => topic)).toEqual([
      "discounts/create",
      "discounts/update",
      "discounts/update",
      "discounts/delete",
    ]);
    expect(webhooks[1]?.body).toMatchObject({ admin_graphql_api_id: id, title: "New", status: "ACTIVE" });
  });
});

describe("finding discounts", () => {
  const LIST = `query ($first: Int!, $after: String, $query: String) {
    discountNodes(first: $first, after: $after, query: $query, sortKey: CREATED_AT, reverse: true) {
      nodes { id discount { __typename ... on DiscountCodeBasic { title status summary } } }
      pageInfo { hasNextPage endCursor } } }`;
  interface Listed {
    nodes: { discount: { title: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  }
  const listOf = (answer: SandboxAnswer) => (answer.data as { discountNodes: Listed }).discountNodes;
  const titles = (answer: SandboxAnswer) => {
    expect(answer.errors).toBeUndefined();
    return listOf(answer).nodes.map(({ discount }) => discount.title);
  };

  async function openWithThree() {
    const shop = await openSandboxShop();
    for (const [title, code, endsAt] of [
      ["Spring sale", "SPRING", "2026-11-23T09:30:00Z"],
      ["Summer sale", "SUMMER", null],
      ["Welcome", "HELLO", null],
    ]) {
      const made = await shop.query(CREATE_BASIC, { input: { ...basic, title, code, endsAt } });
      expect(payload(made).userErrors).toEqual([]);
      shop.passSeconds(60);
    }
    return shop;
  }

  test.each([
    ["sale", ["Summer sale", "Spring sale"]],
    ["title:welcome", ["Welcome"]],
    ['title:"summer sale"', ["Summer sale"]],
    ["method:code", ["Welcome", "Summer sale", "Spring sale"]],
    ["method:automatic", []],
    ["code:hello", ["Welcome"]],
    ["-title:welcome", ["Summer sale", "Spring sale"]],
    ["title:spring OR title:welcome", ["Welcome", "Spring sale"]],
  ])("%s", async (query, expected) => {
    const shop = await openWithThree();
    expect(titles(await shop.query(LIST, { first: 10, query }))).toEqual(expected);
  });

  test("by status, as the clock goes on", async () => {
    const { query, passSeconds } = await openWithThree();
    passSeconds(1800);
    expect(titles(await query(LIST, { first: 10, query: "status:expired" }))).toEqual(["Spring sale"]);
    expect(
      titles(await query(LIST, { first: 10, query: "method:code status:active,scheduled" })),
    ).toHaveLength(2);
  });

  test("page by page", async () => {
    const { query } = await openWithThree();
    const first = await query(LIST, { first: 2 });
    const { pageInfo } = listOf(first);
    expect([titles(first), pageInfo.hasNextPage]).toEqual([["Welcome", "Summer sale"], true]);
    expect(titles(await query(LIST, { first: 2, after: pageInfo.endCursor }))).toEqual(["Spring sale"]);
  });

  test("by one of its codes, whatever their case", async () => {
    const { query, id } = await openWithBasic();
    const byCode =
      "query ($code: String!) { codeDiscountNodeByCode(code: $code) { id codeDiscount { __typename } } }";
    expect((await query(byCode, { code: "seed-7F3k" })).data).toMatchObject({
      codeDiscountNodeByCode: { id },
    });
    expect((await query(byCode, { code: "other" })).data).toEqual({ codeDiscountNodeByCode: null });
  });

  test("segments by name", async () => {
    const { query } = await openSandboxShop();
    const answer = await query(
      `query ($first: Int!, $after: String, $query: String) { segments(first: $first, after: $after, query: $query) {
        nodes { id name query creationDate lastEditDate } pageInfo { hasNextPage endCursor } } }`,
      { first: 10, query: "vip" },
    );
    expect(answer.data).toMatchObject({ segments: { nodes: [{ name: "VIP customers" }] } });
  });

  test("a field of the search that the sandbox does not play is an error", async () => {
    const { query } = await openSandboxShop();
    const answer = await query(LIST, { first: 10, query: "market_ids:1" });
    expect(answer.errors?.[0]?.extensions?.code).toBe("SANDBOX_NOT_MODELLED");
  });
});
