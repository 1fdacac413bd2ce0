import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DEMO_SHOP } from "#app/config/demo-secrets.ts";
import { database } from "#app/db/database.server.ts";
import type { DiscountPlatform, PlatformResult } from "#app/platforms/discount-platform.ts";
import { type OfferInput, offerSchema } from "#app/platforms/offer.ts";
import { offerDifferences } from "#app/platforms/offer-parts.ts";
import type { PaceReport, PlatformPace } from "#app/platforms/platform-pace.ts";
import { shopifyAdminClient } from "#app/platforms/shopify/admin-client.server.ts";
import type { AdminPace } from "#app/platforms/shopify/admin-client.ts";
import { shopifyDiscountPlatform } from "#app/platforms/shopify/shopify-discount-platform.server.ts";
import { editDiscount } from "#sandbox/shopify/discounts/change-discount.ts";
import { mintSessionToken } from "#sandbox/shopify/session-token.ts";
import { sandboxShopify } from "#test/support/answer-outgoing-requests.ts";
import { freshDatabase } from "#test/support/database.ts";

freshDatabase();

const paces: AdminPace[] = [];
let platform: DiscountPlatform;

beforeAll(async () => {
  sandboxShopify.pace.latencyMilliseconds = 0;
});

beforeEach(async () => {
  sandboxShopify.faults.clear();
  sandboxShopify.throttle.giveBack(100_000, new Date());
  const data = sandboxShopify.state.data;
  sandboxShopify.state.change(() => {
    data.installed = true;
    data.isFrozen = false;
    data.grantedScopes = ["write_discounts", "read_products"];
  });
  await install();
  platform = shopifyDiscountPlatform(await connect(), [1, 1, 1]);
});

/** What opening the app does: an offline session is there afterwards. */
async function install() {
  const { requireMerchant } = await import("#app/pages/merchant.server.ts");
  const { env } = await import("#app/config/env.server.ts");
  await database().pool.query("truncate shopify_sessions");
  const token = await mintSessionToken(sandboxShopify.app, DEMO_SHOP, 7, new Date());
  const host = Buffer.from("admin.shopify.com/store/demo-shop").toString("base64");
  const query = new URLSearchParams({ embedded: "1", shop: DEMO_SHOP, host, id_token: token });
  const agent =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
  await requireMerchant(new Request(`${env().APP_URL}/app?${query}`, { headers: { "user-agent": agent } }));
}

async function connect(pace?: PlatformPace) {
  const { SHOP_ACCESS } = await import("#app/shopify.server.ts");
  return shopifyAdminClient({
    shop: DEMO_SHOP,
    access: SHOP_ACCESS,
    onPace: (told) => paces.push(told),
    ...(pace ? { pace } : {}),
  });
}

let count = 0;
function offer(input: Partial<OfferInput> = {}) {
  return offerSchema.parse({
    reward: { kind: "amount_off", value: { kind: "percentage", percent: 20 }, items: { kind: "all" } },
    startsAt: "2026-01-01T00:00:00Z",
    ...input,
  });
}
function request(input: Partial<OfferInput> = {}) {
  count += 1;
  return {
    templateId: "tpl_1",
    groupId: "grp_1",
    offerVersion: 1,
    title: `Spring mailing ${count} "the first"`,
    tag: "coupon-pools",
    firstCode: `SEED-${count}`,
    offer: offer(input),
    endsAt: null,
  };
}

function value<T>(result: PlatformResult<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}
async function create(input: Partial<OfferInput> = {}) {
  const asked = request(input);
  return { ...asked, ...value(await platform.createDiscount({ ...asked })) };
}

const products = (...numbers: number[]) => ({
  kind: "products" as const,
  ids: numbers.map((number) => `gid://shopify/Product/${number}`),
});

describe("discounts", () => {
  test.each<[string, Partial<OfferInput>, string, string[]]>([
    [
      "a percentage off the order",
      { minimum: { kind: "subtotal", amount: 50 }, combinesWith: { shipping: true } },
      "20% off the entire order",
      ["Needs a purchase of at least €50.00", "Combines with shipping discounts"],
    ],
    [
      "an amount off each of some products",
      {
        reward: {
          kind: "amount_off",
          value: { kind: "amount", amount: 5, eachItem: true },
          items: products(70010, 70011, 70012, 70013),
        },
        minimum: { kind: "quantity", quantity: 2 },
      },
      "€5.00 off each of Enamel mug, Linen apron, Single origin beans and other products",
      ["Needs at least 2 items", "Does not combine with other discounts"],
    ],
    [
      "buy X get Y",
      {
        reward: {
          kind: "buy_x_get_y",
          buys: { quantity: 2, items: { kind: "collections", ids: ["gid://shopify/Collection/81011"] } },
          gets: { quantity: 1, items: products(70010), percentOff: 100 },
          usesPerOrder: 1,
        },
      },
      "Buy 2 of Brewing, get 1 of Enamel mug free",
      ["At most once per order", "Does not combine with other discounts"],
    ],
    [
      "free shipping",
      {
        reward: { kind: "free_shipping", countries: ["NL", "DE"], maximumRate: 20 },
        purchase: "both",
        recurringCycles: 0,
      },
      "Free shipping to Netherlands and Germany",
      [
        "Only for shipping rates up to €20.00",
        "Also for subscriptions, on every order",
        "Does not combine with other discounts",
      ],
    ],
  ])(
    "%s is created, described in words, and read as the offer that it was made of",
    async (_, input, sentence, conditions) => {
      const { discountId, title, firstCode, offer: expected } = await create(input);
      const read = value(await platform.readOffer({ discountId, expected }));
      expect(read && offerDifferences(expected, read.offer)).toEqual([]);
      expect(read).toMatchObject({ unsayable: [], endsAt: null });
      expect(value(await platform.findDiscount(discountId))).toMatchObject({
        id: discountId,
        title,
        value: sentence,
        conditions,
        status: "active",
        usesPerCode: 1,
        codesCount: 1,
      });
      expect(value(await platform.findCode(firstCode.toLowerCase()))).toMatchObject({ discountId });
    },
  );

  test("a discount is found by its number, its address in the admin, and any of its codes", async () => {
    const { discountId, firstCode } = await create();
    const number = discountId.split("/").at(-1);
    const address = `https://admin.shopify.com/store/demo-shop/discounts/${number}`;
    for (const reference of [number, address, discountId, firstCode.toLowerCase()]) {
      expect(value(await platform.findDiscount(String(reference)))?.id).toBe(discountId);
    }
    expect(value(await platform.findDiscount("NO-SUCH-CODE"))).toBeNull();
    expect(value(await platform.findDiscount("https://shop.example/"))).toBeNull();
  });

  test("a search goes through the titles, page by page, the newest first", async () => {
    const made = [];
    for (let i = 0; i < 12; i++) {
      const asked = { ...request(), title: `Autumn ${i}` };
      made.push(value(await platform.createDiscount({ ...asked })).discountId);
    }
    const first = value(await platform.searchDiscounts("autumn", null));
    expect(first.discounts).toHaveLength(10);
    const second = value(await platform.searchDiscounts("autumn", first.next));
    expect(second.next).toBeNull();
    expect([...first.discounts, ...second.discounts].map(({ id }) => id).toSorted()).toEqual(made.toSorted());
    expect(first.discounts[0]?.value).toBe("20% off the entire order");
  });

  test("only discounts with exactly the title are found by it", async () => {
    const { title, discountId } = await create();
    await platform.createDiscount({ ...request(), title: `${title} too` });
    expect(value(await platform.findDiscountsByTitle(title)).map(({ id }) => id)).toEqual([discountId]);
  });

  test("an edit replaces lists, dates and conditions, and keeps a merchant's own tags", async () => {
    const { title, tag, discountId } = await create({
      reward: {
        kind: "amount_off",
        value: { kind: "percentage", percent: 20 },
        items: products(70010, 70011),
      },
      minimum: { kind: "subtotal", amount: 50 },
    });
    const [, found] =
      [...sandboxShopify.discounts.discounts].find(([number]) => discountId.endsWith(`/${number}`)) ?? [];
    if (!found) throw new Error("not there");
    editDiscount(sandboxShopify, found, { tags: [...found.tags, "merchant"] });
    const edit = async (input: Partial<OfferInput>) =>
      value(
        await platform.updateDiscount({
          templateId: "tpl_1",
          groupId: "grp_1",
          offerVersion: 1,
          discountId,
          title,
          tag,
          offer: offer(input),
          endsAt: "2030-01-01T00:00:00Z",
        }),
      );
    await edit({
      reward: {
        kind: "amount_off",
        value: { kind: "amount", amount: 7 },
        items: products(70011, 70012),
      },
      usesPerCode: null,
    });
    expect(value(await platform.findDiscount(discountId))).toMatchObject({
      value: "€7.00 off Linen apron and Single origin beans",
      conditions: ["Does not combine with other discounts"],
      endsAt: "2030-01-01T00:00:00Z",
      usesPerCode: null,
    });
    expect(sandboxShopify.discounts.discounts.get(found.number)?.tags.toSorted()).toEqual([
      "coupon-pools",
      "merchant",
    ]);
    await edit({ minimum: { kind: "quantity", quantity: 3 } });
    expect(value(await platform.findDiscount(discountId))).toMatchObject({
      value: "20% off the entire order",
      conditions: ["Needs at least 3 items", "Does not combine with other discounts"],
    });
  });

  test("what the merchant changes of a discount is read part by part, and what no offer can say is named", async () => {
    const { discountId, offer: expected } = await create();
    const found = () => {
      const number = Number(discountId.split("/").at(-1));
      const discount = sandboxShopify.discounts.discounts.get(number);
      if (!discount?.gets) throw new Error("There is no such discount.");
      return { ...discount, gets: discount.gets };
    };
    const read = async () => value(await platform.readOffer({ discountId, expected }));
    const { gets } = found();
    editDiscount(sandboxShopify, found(), {
      startsAt: "2026-02-01T00:00:00Z",
      endsAt: "2027-01-01T00:00:00Z",
      usageLimit: null,
      oncePerCustomer: true,
      minimum: { kind: "quantity", quantity: 3 },
      gets: {
        ...gets,
        value: { kind: "amount", amount: 7.5, eachItem: false },
        items: { kind: "products", products: [70010], variants: [] },
      },
    });
    const edited = await read();
    expect(edited && offerDifferences(expected, edited.offer)).toEqual([
      "value",
      "items",
      "minimum",
      "usesPerCode",
      "oncePerCustomer",
      "startsAt",
    ]);
    expect(edited).toMatchObject({
      unsayable: [],
      endsAt: "2027-01-01T00:00:00Z",
      offer: { reward: { value: { kind: "amount", amount: 7.5 }, items: products(70010) } },
    });
    editDiscount(sandboxShopify, found(), { buyers: { kind: "customers", customers: [1] } });
    expect((await read())?.unsayable).toEqual(["customers"]);
    // What was read is what the shop is made to be again.
    value(await platform.updateDiscount({ ...request(), discountId, offer: expected }));
    const restored = await read();
    expect(restored && offerDifferences(expected, restored.offer)).toEqual([]);
    expect(restored).toMatchObject({ unsayable: [], endsAt: null });
    value(await platform.deleteDiscount(discountId));
    expect(await read()).toBeNull();
  });

  test("an edit of countries and segments adds and removes", async () => {
    sandboxShopify.state.change((data) => {
      data.grantedScopes = [...data.grantedScopes, "read_customers"];
    });
    const segments = (...numbers: number[]) => ({
      kind: "segments" as const,
      ids: numbers.map((number) => `gid://shopify/Segment/${number}`),
    });
    const shipping = (...countries: string[]) => ({
      reward: { kind: "free_shipping" as const, countries },
    });
    const made = await create({ ...shipping("NL", "DE"), customers: segments(61001, 61002) });
    const edited = offer({ ...shipping("DE", "FR"), customers: segments(61002, 61003) });
    value(await platform.updateDiscount({ ...made, offer: edited }));
    const found = [...sandboxShopify.discounts.discounts.values()].find(({ title }) => title === made.title);
    expect(found?.destination).toMatchObject({ countries: ["DE", "FR"] });
    expect(found?.buyers).toEqual({ kind: "segments", segments: [61002, 61003] });
    expect(value(await platform.listSegments("vip"))).toEqual([
      { id: "gid://shopify/Segment/61002", name: "VIP customers" },
    ]);
  });

  test("a discount for segments can be read without the scope that names them", async () => {
    sandboxShopify.state.change((data) => {
      data.grantedScopes = ["write_discounts", "read_products", "read_customers"];
    });
    const segments = { kind: "segments" as const, ids: ["gid://shopify/Segment/61001"] };
    const { discountId } = await create({ customers: segments });
    sandboxShopify.state.change((data) => {
      data.grantedScopes = ["write_discounts", "read_products"];
    });
    expect(value(await platform.findDiscount(discountId))?.conditions).toContain(
      "Only for chosen customer segments",
    );
    expect(await platform.listSegments("")).toMatchObject({
      ok: false,
      failure: { kind: "unreachable", reason: "scopes_missing" },
    });
  });

  test("a kind cannot be changed, and a discount that is gone is said to be gone", async () => {
    const made = await create();
    const other = offer({ reward: { kind: "free_shipping" } });
    expect(await platform.updateDiscount({ ...made, offer: other })).toMatchObject({
      ok: false,
      failure: { kind: "refused" },
    });
    value(await platform.deleteDiscount(made.discountId));
    value(await platform.deleteDiscount(made.discountId));
    expect(value(await platform.findDiscount(made.discountId))).toBeNull();
    expect(await platform.updateDiscount({ ...made })).toMatchObject({
      ok: false,
      failure: { kind: "refused" },
    });
  });

  test("what Shopify refuses comes back at the field of the offer", async () => {
    const unknown = await platform.createDiscount(
      request({
        reward: { kind: "amount_off", value: { kind: "percentage", percent: 1 }, items: products(1) },
      }),
    );
    expect(unknown).toMatchObject({ failure: { kind: "refused", errors: [{ field: "reward.items" }] } });
    const impossible = await platform.createDiscount(request({ recurringCycles: 3 }));
    expect(impossible).toMatchObject({
      failure: { kind: "refused", errors: [{ field: "recurringCycles" }] },
    });
    const { firstCode } = await create();
    const taken = await platform.createDiscount({
      ...request(),
      firstCode: firstCode.toLowerCase(),
    });
    expect(taken).toMatchObject({ failure: { kind: "refused", errors: [{ field: "code" }] } });
  });

  test("a create whose answer was lost is recognised and not made twice", async () => {
    const asked = request();
    sandboxShopify.faults.next("cutAfter");
    expect(await platform.createDiscount({ ...asked })).toMatchObject({
      failure: { kind: "unknown" },
    });
    const { discountId } = value(await platform.createDiscount({ ...asked }));
    expect(value(await platform.findDiscountsByTitle(asked.title)).map(({ id }) => id)).toEqual([discountId]);
  });
});

describe("codes", () => {
  const held = (codes: readonly string[], platformRef: string | null, platformNo: number | null = null) =>
    codes.map((code) => ({ code, platformNo, platformRef }));
  const name = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${prefix}-${String(i).padStart(4, "0")}`);
  const pointsUsed = async (work: () => Promise<unknown>) => {
    const before = sandboxShopify.throttle.used.points;
    await work();
    return sandboxShopify.throttle.used.points - before;
  };
  async function submitted(discountId: string, codes: string[]) {
    return value(await platform.submit({ purpose: "bat_1", discountId, codes })).platformRef;
  }
  const owner = async (code: string) => value(await platform.findCode(code));

  test("250 codes are created in one batch and confirmed by their count, for 14 points", async () => {
    const { discountId } = await create();
    const codes = name("BATCH", 250);
    const points = await pointsUsed(async () => {
      const platformRef = await submitted(discountId, codes);
      expect(value(await platform.collect(platformRef))).toEqual({ kind: "all_created", codes: 250 });
    });
    expect(points).toBeLessThanOrEqual(14);
    expect(await owner("batch-0007")).toMatchObject({ discountId, status: "active" });
  });

  test("many codes of a batch are deleted for the points of one read, and again without harm", async () => {
    const { discountId } = await create();
    const codes = name("MANY", 250);
    const platformRef = await submitted(discountId, codes);
    value(await platform.collect(platformRef));
    const points = await pointsUsed(async () => {
      expect(value(await platform.deleteCodes({ discountId, codes: held(codes, platformRef) }))).toEqual({
        left: [],
      });
    });
    expect(points).toBeLessThan(550);
    for (const code of ["MANY-0000", "MANY-0249"]) expect(await owner(code)).toBeNull();
    const some = held(codes.slice(0, 30), platformRef);
    expect(value(await platform.deleteCodes({ discountId, codes: some }))).toEqual({ left: [] });
    value(await platform.deleteDiscount(discountId));
    const again = await pointsUsed(async () => {
      value(await platform.deleteCodes({ discountId, codes: held(codes, platformRef) }));
    });
    expect(again).toBeLessThan(5);
  });

  test("few codes, and those of a batch that Shopify has forgotten, are looked up one by one", async () => {
    const { discountId } = await create();
    const codes = name("FEW", 100);
    const platformRef = await submitted(discountId, codes);
    value(await platform.collect(platformRef));
    const points = await pointsUsed(async () => {
      value(await platform.deleteCodes({ discountId, codes: held(codes.slice(0, 5), platformRef) }));
    });
    expect(points).toBeLessThan(150);
    const forgotten = "gid://shopify/DiscountRedeemCodeBulkCreation/1";
    value(await platform.deleteCodes({ discountId, codes: held(codes.slice(5, 50), forgotten) }));
    value(await platform.deleteCodes({ discountId, codes: held(codes.slice(50, 55), null) }));
    for (const code of codes.slice(0, 55)) expect(await owner(code)).toBeNull();
    for (const code of codes.slice(55)) expect(await owner(code)).toMatchObject({ discountId });
  });

  test("codes with a number are deleted by it, and codes of others are never touched", async () => {
    const { discountId } = await create();
    const { discountId: other, firstCode: stranger } = await create();
    await submitted(discountId, ["KNOWN-1"]);
    const platformNo = (await owner("KNOWN-1"))?.platformNo ?? null;
    expect(platformNo).not.toBeNull();
    const codes = [...held(["KNOWN-1"], null, platformNo), ...held([stranger, "NEVER-MADE"], null)];
    expect(value(await platform.deleteCodes({ discountId, codes }))).toEqual({ left: [] });
    expect(await owner("KNOWN-1")).toBeNull();
    expect(await owner(stranger)).toMatchObject({ discountId: other });
  });

  test("a code that is there and that the search does not show is left, and not said to be deleted", async () => {
    const { discountId } = await create();
    // The search is by words and shows three: others come before this one.
    await submitted(discountId, ["HIDE AND A", "HIDE AND B", "HIDE AND C", "HIDE AND"]);
    const codes = held(["HIDE AND", "HIDE AND A"], null);
    expect(value(await platform.deleteCodes({ discountId, codes }))).toEqual({ left: ["HIDE AND"] });
    expect(await owner("HIDE AND A")).toBeNull();
    expect(await owner("HIDE AND")).toMatchObject({ discountId });
  });

  test("deletions side by side do not forget what the other has found", async () => {
    const { discountId } = await create();
    const codes = name("BESIDE", 60);
    const platformRef = await submitted(discountId, codes);
    value(await platform.collect(platformRef));
    const deletions = [codes.slice(0, 3), codes.slice(3, 20), codes.slice(20)].map((some) =>
      platform.deleteCodes({ discountId, codes: held(some, platformRef) }),
    );
    for (const deleted of await Promise.all(deletions)) expect(value(deleted)).toEqual({ left: [] });
    for (const code of codes) expect(await owner(code)).toBeNull();
  });

  test("a deletion that is told to come back later reads no batch twice", async () => {
    const { discountId } = await create();
    const codes = name("LATER", 250);
    const platformRef = await submitted(discountId, codes);
    value(await platform.collect(platformRef));
    const taken: number[] = [];
    let refuseOnce = false;
    const paced = shopifyDiscountPlatform(
      await connect({
        take: async (points) => {
          // What comes after the read.
          if (refuseOnce) {
            refuseOnce = false;
            return 3;
          }
          taken.push(points);
          refuseOnce = points > 500;
          return 0;
        },
        told: async () => {},
      }),
      [1, 1, 1],
    );
    const request = { discountId, codes: held(codes, platformRef) };
    expect(await paced.deleteCodes(request)).toMatchObject({ failure: { kind: "later", afterSeconds: 3 } });
    expect(value(await paced.deleteCodes(request))).toEqual({ left: [] });
    expect(taken.filter((points) => points > 500)).toHaveLength(1);
    expect(await owner("LATER-0100")).toBeNull();
  });

  test("codes that exist and codes that Shopify does not take are told apart", async () => {
    const { discountId } = await create();
    const { firstCode, discountId: other } = await create();
    const codes = ["FINE-1", firstCode.toLowerCase(), "X".repeat(300)];
    const { platformRef } = value(await platform.submit({ purpose: "bat_1", discountId, codes }));
    expect(value(await platform.collect(platformRef))).toMatchObject({
      kind: "done",
      outcomes: [
        { code: "FINE-1", kind: "created" },
        { code: firstCode.toLowerCase(), kind: "taken" },
        { kind: "rejected", detail: expect.stringContaining("too long") },
      ],
    });
    expect(value(await platform.findCode(firstCode))?.discountId).toBe(other);
  });

  test("a batch that Shopify works on is not done yet", async () => {
    const { discountId } = await create();
    sandboxShopify.pace.latencyMilliseconds = 60_000;
    const { platformRef } = value(await platform.submit({ purpose: "bat_1", discountId, codes: ["SLOW-1"] }));
    sandboxShopify.pace.latencyMilliseconds = 0;
    expect(value(await platform.collect(platformRef))).toEqual({ kind: "not_yet" });
  });

  test("a batch that Shopify has forgotten may have happened", async () => {
    expect(await platform.collect("gid://shopify/DiscountRedeemCodeBulkCreation/1")).toMatchObject({
      failure: { kind: "unknown" },
    });
  });

  test("codes for a discount that is gone are refused", async () => {
    const { discountId } = await create();
    value(await platform.deleteDiscount(discountId));
    expect(await platform.submit({ purpose: "bat_1", discountId, codes: ["LATE-1"] })).toMatchObject({
      failure: { kind: "refused", detail: "Code discount does not exist." },
    });
  });
});

describe("when Shopify is in trouble", () => {
  test("throttling says how long to wait, and every answer tells the points", async () => {
    paces.length = 0;
    sandboxShopify.faults.next("throttle");
    expect(await platform.findCode("ANY")).toMatchObject({
      failure: { kind: "later", afterSeconds: expect.any(Number) },
    });
    expect(paces).toEqual([{ available: expect.any(Number), max: 2000, restoreRate: 100 }]);
  });

  test("a shared pace is asked before every call and told after it, and may forbid it", async () => {
    let wait = 0;
    const taken: number[] = [];
    const told: { points: number; report: PaceReport | null }[] = [];
    const paced = shopifyDiscountPlatform(
      await connect({
        take: async (points) => {
          if (wait === 0) taken.push(points);
          return wait;
        },
        told: async (points, report) => {
          told.push({ points, report });
        },
      }),
    );
    value(await paced.findCode("ANY"));
    sandboxShopify.faults.next("cutBefore");
    await paced.findCode("ANY");
    wait = 2.5;
    expect(await paced.findCode("ANY")).toMatchObject({ failure: { kind: "later", afterSeconds: 2.5 } });
    expect(told.map(({ points }) => points)).toEqual(taken);
    expect(told.map(({ report }) => report?.pointsPerSecond)).toEqual([100, undefined]);
  });

  test("cut connections may have happened; nothing is tried again by itself", async () => {
    const { discountId } = await create();
    sandboxShopify.faults.next("cutBefore");
    expect(await platform.submit({ purpose: "bat_1", discountId, codes: ["CUT-1"] })).toMatchObject({
      failure: { kind: "unknown" },
    });
    sandboxShopify.faults.next("cutAfter");
    expect(await platform.submit({ purpose: "bat_1", discountId, codes: ["CUT-2"] })).toMatchObject({
      failure: { kind: "unknown" },
    });
    expect(value(await platform.findCode("CUT-1"))).toBeNull();
    expect(value(await platform.findCode("CUT-2"))?.discountId).toBe(discountId);
  });

  test("an outage is asked again later", async () => {
    sandboxShopify.faults.next("serverError");
    expect(await platform.findCode("ANY")).toMatchObject({ failure: { kind: "later" } });
  });

  test("an access token that Shopify has ended is renewed once, by all calls together", async () => {
    const before = Object.keys(sandboxShopify.state.data.refreshTokens).length;
    sandboxShopify.faults.next("tokenRevoked");
    const results = await Promise.all([1, 2, 3].map(() => platform.findCode("ANY")));
    for (const result of results) value(result);
    expect(Object.keys(sandboxShopify.state.data.refreshTokens).length).toBeLessThanOrEqual(before + 1);
  });

  test.each([
    ["uninstalled", "reconnect_needed"],
    ["without a session", "reconnect_needed"],
    ["with a dead refresh token", "reconnect_needed"],
    ["frozen", "shop_frozen"],
    ["without the scope", "scopes_missing"],
  ])("a shop that is %s is out of reach: %s", async (what, reason) => {
    if (what === "without a session") await database().pool.query("truncate shopify_sessions");
    sandboxShopify.state.change((data) => {
      if (what === "uninstalled")
        Object.assign(data, { installed: false, accessTokens: {}, refreshTokens: {} });
      if (what === "with a dead refresh token") Object.assign(data, { accessTokens: {}, refreshTokens: {} });
      if (what === "frozen") data.isFrozen = true;
      if (what === "without the scope") data.grantedScopes = ["read_products"];
    });
    expect(await platform.findCode("ANY")).toMatchObject({ failure: { kind: "unreachable", reason } });
  });
});
