import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DEMO_SHOP } from "#app/config/demo-secrets.ts";
import { database } from "#app/db/database.server.ts";
import { shopifyAdminClient } from "#app/platforms/shopify/admin-client.server.ts";
import { shopifyDiscountPlatform } from "#app/platforms/shopify/shopify-discount-platform.server.ts";
import { checkStaticCodes } from "#app/replenishment/check-static-codes.server.ts";
import { createCodes } from "#app/replenishment/create-codes.server.ts";
import { startCreation } from "#app/replenishment/start-creation.server.ts";
import type { Work } from "#app/replenishment/work.ts";
import {
  catchUp,
  createDiscount,
  deactivateDiscount,
  deleteDiscount,
  editDiscount,
} from "#sandbox/shopify/discounts/change-discount.ts";
import { allCodes } from "#sandbox/shopify/discounts/inspect.ts";
import { plainTerms } from "#sandbox/shopify/discounts/plain-terms.ts";
import { mintSessionToken } from "#sandbox/shopify/session-token.ts";
import { sandboxShopify } from "#test/support/answer-outgoing-requests.ts";
import { freshDatabase } from "#test/support/database.ts";
import { codesNamed, poolWithCodes } from "#test/support/pool-with-codes.ts";
import { newTemplate, quickClock } from "#test/support/replenished-pool.ts";

// A static pool's codes against the pretend shop, through Shopify's own client.

freshDatabase();

const clock = quickClock();
let accountId: string;
let storeId: string;
let work: Work;
let named = 0;

beforeAll(async () => {
  const { requireMerchant } = await import("#app/pages/merchant.server.ts");
  const { env } = await import("#app/config/env.server.ts");
  const { SHOP_ACCESS } = await import("#app/shopify.server.ts");
  const token = await mintSessionToken(sandboxShopify.app, DEMO_SHOP, 7, new Date());
  const host = Buffer.from("admin.shopify.com/store/demo-shop").toString("base64");
  const query = new URLSearchParams({ embedded: "1", shop: DEMO_SHOP, host, id_token: token });
  const agent =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
  const headers = { "user-agent": agent };
  ({ accountId } = await requireMerchant(new Request(`${env().APP_URL}/app?${query}`, { headers })));
  const store = await database().prisma.store.findFirstOrThrow({ where: { accountId } });
  storeId = store.id;
  // From here on the shop's time is the test's: what is waited for has passed.
  sandboxShopify.now = () => clock.now();
  const platform = shopifyDiscountPlatform(
    shopifyAdminClient({ shop: DEMO_SHOP, access: SHOP_ACCESS }),
    [0, 0, 0],
  );
  work = { platform, clock, random: Math.random, signal: new AbortController().signal };
});

beforeEach(() => {
  sandboxShopify.faults.clear();
  sandboxShopify.throttle.giveBack(100_000, clock.now());
  named += 1;
});

function merchantsDiscount(title: string, code: string) {
  const terms = plainTerms(title, "2026-01-01T00:00:00Z");
  const made = createDiscount(sandboxShopify, { kind: "DiscountCodeBasic", terms, code, by: "merchant" });
  if (!made.ok) throw new Error(made.error.message);
  return made.discount;
}
async function create(poolId: string) {
  const templateId = await newTemplate(accountId);
  const started = await startCreation({ accountId, poolId, templateId, actor: "Ada" });
  if (!started.ok) throw new Error(started.refusal.detail);
  const { creationId } = started.value;
  await createCodes({ ...work, creationId });
  return await database().prisma.creation.findUniqueOrThrow({ where: { id: creationId } });
}
/** The titles of the discounts under which the shop has these codes. */
function titlesOf(codes: readonly string[]): (string | undefined)[] {
  const held = new Map([...allCodes(sandboxShopify)].map(({ code, discountTitle }) => [code, discountTitle]));
  return codes.map((code) => held.get(code));
}

test("a look tells of each code why the checkout would refuse it", async () => {
  const codes = codesNamed(`LOOK${named}`, 5);
  const [fine, missing, off, over, soon] = codes as [string, string, string, string, string];
  const poolId = await poolWithCodes(accountId, codes);
  merchantsDiscount("Fine", fine);
  deactivateDiscount(sandboxShopify, merchantsDiscount("Off", off));
  editDiscount(sandboxShopify, merchantsDiscount("Over", over), { endsAt: "2026-02-01T00:00:00Z" });
  editDiscount(sandboxShopify, merchantsDiscount("Soon", soon), { startsAt: "2099-01-01T00:00:00Z" });
  const looked = await checkStaticCodes({ ...work, storeId }, { id: poolId, accountId });
  if (looked.kind !== "done") throw new Error(looked.kind);
  expect(looked.value.looked).toBe(5);
  expect(looked.value.refused.toSorted((a, b) => (a.code < b.code ? -1 : 1))).toEqual([
    { code: missing, why: "not_in_shop", discount: null },
    // Switching a discount off in Shopify gives it an end: that of the moment.
    { code: off, why: expect.stringMatching(/^(inactive|ended)$/), discount: "Off" },
    { code: over, why: "ended", discount: "Over" },
    { code: soon, why: "scheduled", discount: "Soon" },
  ]);
});

describe("creating missing codes", () => {
  test("makes those that the shop does not know, under one discount, and a look finds all right", async () => {
    const codes = codesNamed(`MAKE${named}`, 260);
    const poolId = await poolWithCodes(accountId, codes);
    merchantsDiscount("Made by hand", codes[7]?.toLowerCase() ?? "");
    deactivateDiscount(sandboxShopify, merchantsDiscount("Given up", codes[8] ?? ""));
    const creation = await create(poolId);
    expect(creation).toMatchObject({ state: "finished", created: 258, already: 1, refused: 1 });
    const titles = titlesOf(codes.toSpliced(7, 2));
    expect(new Set(titles).size).toBe(1);
    expect(titles[0]).toMatch(/^Ten percent · /);
    const looked = await checkStaticCodes({ ...work, storeId }, { id: poolId, accountId });
    expect(looked).toMatchObject({ kind: "done", value: { looked: 5 } });
    if (looked.kind === "done") {
      expect(looked.value.refused.every(({ code }) => code === codes[8])).toBe(true);
    }
  });

  test("gets through throttling, outages and cut connections, each code once", async () => {
    const codes = codesNamed(`STORM${named}`, 700);
    const poolId = await poolWithCodes(accountId, codes);
    sandboxShopify.faults.set({
      seed: 7,
      timeOutMilliseconds: 1,
      probability: { throttle: 0.2, serverError: 0.1, timeOut: 0.1, cutBefore: 0.1, cutAfter: 0.2 },
    });
    const creation = await create(poolId);
    sandboxShopify.faults.clear();
    catchUp(sandboxShopify);
    expect(creation).toMatchObject({ state: "finished", refused: 0 });
    expect(creation.created + creation.already).toBe(700);
    expect(new Set(titlesOf(codes)).size).toBe(1);
    expect(titlesOf(codes)[0]).toMatch(/^Ten percent · /);
  });

  test("ends with a sentence when the discount is deleted meanwhile", async () => {
    const codes = codesNamed(`GONE${named}`, 400);
    const poolId = await poolWithCodes(accountId, codes);
    const { platform } = work;
    let sent = 0;
    const deleting: Work = {
      ...work,
      platform: {
        ...platform,
        submit: async (request) => {
          sent += 1;
          if (sent === 2) {
            const ours = [...sandboxShopify.discounts.discounts.values()].at(-1);
            if (ours) deleteDiscount(sandboxShopify, ours);
          }
          return await platform.submit(request);
        },
      },
    };
    const templateId = await newTemplate(accountId);
    const started = await startCreation({ accountId, poolId, templateId, actor: "Ada" });
    if (!started.ok) throw new Error(started.refusal.detail);
    const { creationId } = started.value;
    await createCodes({ ...deleting, creationId });
    const { state, trouble } = await database().prisma.creation.findUniqueOrThrow({
      where: { id: creationId },
    });
    expect(state).toBe("failed");
    expect(trouble).toMatch(/\w+ \w+/);
  });
});
