import { beforeAll, expect, test } from "vitest";
import { DEMO_SHOP } from "#app/config/demo-secrets.ts";
import { shopifyAdminClient } from "#app/platforms/shopify/admin-client.server.ts";
import { shopifyDiscountPlatform } from "#app/platforms/shopify/shopify-discount-platform.server.ts";
import { catchUp } from "#sandbox/shopify/discounts/change-discount.ts";
import { mintSessionToken } from "#sandbox/shopify/session-token.ts";
import { sandboxShopify } from "#test/support/answer-outgoing-requests.ts";
import { freshDatabase } from "#test/support/database.ts";
import { quickClock } from "#test/support/replenished-pool.ts";
import { runMany, type World } from "./replenish-run.ts";

freshDatabase();

/** Ten lives in every run of the tests; `npm run faults` sets more. */
const RUNS = Number(process.env.FAULT_RUNS ?? 10);
const FIRST_SEED = Number(process.env.FAULT_SEED ?? 1);
const clock = quickClock();
/** That pass whenever the sandbox looks at the time, some times a request. */
const LOOK_MILLISECONDS = 50;

beforeAll(async () => {
  const { requireMerchant } = await import("#app/pages/merchant.server.ts");
  const { env } = await import("#app/config/env.server.ts");
  const token = await mintSessionToken(sandboxShopify.app, DEMO_SHOP, 7, new Date());
  const host = Buffer.from("admin.shopify.com/store/demo-shop").toString("base64");
  const query = new URLSearchParams({ embedded: "1", shop: DEMO_SHOP, host, id_token: token });
  const agent =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
  await requireMerchant(new Request(`${env().APP_URL}/app?${query}`, { headers: { "user-agent": agent } }));
  // From here on its time is the test's: what is waited for has passed. A request takes a moment, so that a deletion
  // which is looked at again and again is done at last.
  sandboxShopify.now = () => {
    clock.set(new Date(clock.now().getTime() + LOOK_MILLISECONDS));
    return clock.now();
  };
  sandboxShopify.state.change((data) => {
    data.plan = "Enterprise";
  });
  // No figure comes of a hang but waiting.
  sandboxShopify.faults.set({ timeOutMilliseconds: 1 });
});

const gid = (number: number) => `gid://shopify/DiscountCodeNode/${number}`;
const finish = () => {
  clock.set(new Date(clock.now().getTime() + 60_000));
  catchUp(sandboxShopify);
};

/** The sandbox behind Shopify's own client: requests, tokens, cost and faults as on the wire. */
async function sandboxPlatform() {
  const { SHOP_ACCESS } = await import("#app/shopify.server.ts");
  const admin = shopifyAdminClient({
    shop: DEMO_SHOP,
    access: SHOP_ACCESS,
  });
  return shopifyDiscountPlatform(admin, [0, 0, 0]);
}

function sandboxWorld(platform: World["platform"]): World {
  const { faults, discounts, pace } = sandboxShopify;
  const before = new Set(discounts.discounts.keys());
  const isOurs = (number: number) =>
    !before.has(number) && (discounts.discounts.get(number)?.tags ?? []).includes("coupon-pools");
  return {
    platform,
    clock,
    storm: (random) => {
      const share = (most: number) => (random() < 0.5 ? 0 : random() * most);
      pace.searchLagMilliseconds = random() < 0.5 ? 0 : 20_000;
      faults.set({
        seed: Math.floor(random() * 1_000_000),
        probability: {
          throttle: share(0.3),
          serverError: share(0.2),
          timeOut: share(0.2),
          cutBefore: share(0.2),
          cutAfter: share(0.3),
          tokenRevoked: share(0.1),
          duplicates: share(0.3),
          partialFailure: share(0.3),
        },
      });
    },
    calm: () => {
      faults.clear();
      pace.searchLagMilliseconds = 0;
      finish();
    },
    finish,
    discountOf: (code) => {
      const held = discounts.codes.find(code);
      return held && gid(held.discount);
    },
    hasDiscount: (id) => discounts.discounts.has(Number(id.split("/").at(-1))),
    ownCodes: () =>
      [...discounts.codes.all()].flatMap(({ code, discount }) =>
        isOurs(discount) ? [[code.toLowerCase(), gid(discount)] as [string, string]] : [],
      ),
  };
}

test(`whatever fails and dies on the way to Shopify, ${RUNS} times over: assigned codes exist, once, and nothing stays pending`, async () => {
  const platform = await sandboxPlatform();
  const total = await runMany({ platform: "sandbox", first: FIRST_SEED, runs: RUNS }, () =>
    sandboxWorld(platform),
  );
  expect(total.assigned).toBeGreaterThan(RUNS);
  expect(total.deaths).toBeGreaterThan(0);
});
