import { beforeEach, expect, test } from "vitest";
import { findAccountByStore } from "#app/accounts/find-account-by-store.server.ts";
import { DEMO_SHOP } from "#app/config/demo-secrets.ts";
import { env } from "#app/config/env.server.ts";
import { database } from "#app/db/database.server.ts";
import { mintSessionToken } from "#sandbox/shopify/session-token.ts";
import { sandboxShopify } from "#test/support/answer-outgoing-requests.ts";
import { freshDatabase } from "#test/support/database.ts";

freshDatabase();

const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

async function openDashboard(shop = DEMO_SHOP): Promise<Request> {
  const token = await mintSessionToken(sandboxShopify.app, shop, 7, new Date());
  const query = new URLSearchParams({
    embedded: "1",
    shop,
    host: Buffer.from("admin.shopify.com/store/demo-shop").toString("base64"),
    id_token: token,
  });
  return new Request(`${env().APP_URL}/app?${query}`, { headers: { "user-agent": USER_AGENT } });
}

// Imported late: the first import reads the environment and takes hold of fetch.
async function merchant(request: Request) {
  const { requireMerchant } = await import("#app/pages/merchant.server.ts");
  return await requireMerchant(request);
}

beforeEach(async () => {
  await database().pool.query("truncate shopify_sessions");
});

test("a merchant who opens the app has an account and a store by themselves, once", async () => {
  const first = await merchant(await openDashboard());
  const again = await merchant(await openDashboard());
  expect(again.accountId).toBe(first.accountId);
  const account = await findAccountByStore({ platform: "shopify", domain: DEMO_SHOP });
  expect(account).toMatchObject({
    id: first.accountId,
    stores: [{ domain: DEMO_SHOP, disconnectedAt: null }],
  });
});

test("Shopify's tokens are never readable in the database", async () => {
  await merchant(await openDashboard());
  const { rows } = await database().pool.query(`select "accessToken", "refreshToken" from shopify_sessions`);
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    expect(row.accessToken).toMatch(/^demo\./);
    if (row.refreshToken !== null) expect(row.refreshToken).toMatch(/^demo\./);
  }
  expect(rows.some(({ refreshToken }) => refreshToken !== null)).toBe(true);
});

test("a session token that somebody else signed opens nothing", async () => {
  const forged = await mintSessionToken(
    { ...sandboxShopify.app, apiSecret: "guessed" },
    DEMO_SHOP,
    7,
    new Date(),
  );
  const request = new Request(`${env().APP_URL}/app/pools`, {
    headers: { authorization: `Bearer ${forged}`, "user-agent": USER_AGENT },
  });
  await expect(merchant(request)).rejects.toMatchObject({ status: 401 });
});
