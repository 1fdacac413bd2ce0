import { readFileSync } from "node:fs";
import pg from "pg";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Demo } from "#sandbox/demo/start-demo.ts";
import { callApi } from "#sandbox/email/call-api.ts";
import { createDiscount } from "#sandbox/shopify/discounts/change-discount.ts";
import { plainTerms } from "#sandbox/shopify/discounts/plain-terms.ts";
import { type AdminPage, openAdmin } from "./admin-page.ts";
import { openBrowser } from "./open-browser.ts";
import { startTestDemo } from "./start-test-demo.ts";

// What was redeemed, who got which code, and what happened: with the sandbox's checkout on the other side.

let demo: Demo;
let stopDemo: () => Promise<void>;
let browser: Browser;
let admin: AdminPage;
let pool: { id: string; handle: string };
let codes: string[];

beforeAll(async () => {
  ({ demo, stop: stopDemo } = await startTestDemo("seeded"));
  browser = await openBrowser();
  admin = await openAdmin(browser, demo.adminUrl);
});

afterAll(async () => {
  await browser?.close();
  await stopDemo?.();
});

afterEach(() => {
  expect(admin.complaints.splice(0), "the console complained").toEqual([]);
});

/** Codes for messages, as the email platform takes them. */
async function claim(people: string[]): Promise<string[]> {
  const body = {
    pool: pool.id,
    campaign: { id: "welcome-2026", type: "automation" },
    recipients: people.map((name) => ({ key: `msg-${name}`, contact: `${name}@customers.example` })),
  };
  const answer = await callApi(demo, "POST", "/api/v1/claims", body);
  return ((await answer.json()) as { claims: { code: string }[] }).claims.map((one) => one.code);
}

/** The merchant makes a discount with this code. */
function sellWith(code: string): void {
  const terms = plainTerms(code, "2026-01-01T00:00:00Z");
  createDiscount(demo.shopify, { kind: "DiscountCodeBasic", terms, code, by: "merchant" });
}

/** Buys with a code at the sandbox's checkout, as somebody would on its page. */
async function buy(code: string): Promise<void> {
  const form = new URLSearchParams({
    code,
    email: "ada.jansen@customers.example",
    variantId: "gid://shopify/ProductVariant/700130",
    quantity: "2",
    shippingPrice: "4.95",
    country: "NL",
  });
  const answer = await fetch(`${demo.adminUrl}/controls/orders`, { method: "POST", body: form });
  expect(await answer.text()).toMatch(/Order #\d+ is placed/);
}

async function find(what: string): Promise<void> {
  await admin.app.getByLabel("Code, contact or message").fill(what);
  await admin.app.getByRole("button", { name: "Find", exact: true }).click();
}

async function ask(question: string): Promise<unknown[]> {
  const client = new pg.Client(demo.databaseUrl);
  await client.connect();
  try {
    return (await client.query(question)).rows;
  } finally {
    await client.end();
  }
}

test("redemptions show nothing until the merchant allows reading orders, with the reason", async () => {
  await admin.open("/app");
  const found = demo.pools.find(({ handle }) => handle === "vip-early-access");
  if (!found) throw new Error("The demo has no such pool.");
  pool = found;
  codes = await claim(["ada", "bob", "cem"]);
  codes.forEach(sellWith);
  const { app } = admin;
  await admin.open(`/app/pools/${pool.id}`);
  await app.getByText("of nothing about your customers").waitFor();
  await admin.look("redemptions-ask");
  await app.getByRole("button", { name: "Connect orders" }).click();
  await admin.page.getByRole("button", { name: "Allow" }).click();
  await app.getByText("Redemption rate").waitFor();
  await expect.poll(() => ask("select orders_since is not null as on from stores")).toEqual([{ on: true }]);
  expect(demo.shopify.state.data.subscriptions.map(({ topic }) => topic)).toEqual([
    "orders/create",
    "orders/cancelled",
  ]);
});

test("an order at the checkout is counted, with what it brought in; its cancellation takes it back", async () => {
  const { app } = admin;
  await buy(codes[0] ?? "");
  await buy(codes[1] ?? "");
  await expect.poll(() => ask("select sum(redeemed)::int as n from pools")).toEqual([{ n: 2 }]);
  await admin.open(`/app/pools/${pool.id}`);
  await app.getByText("Revenue, EUR").waitFor();
  await admin.lookTwice("redemptions");
  await admin.open("/app");
  await admin.lookTwice("redemptions-dashboard");

  await admin.page.goto(`${demo.adminUrl}/controls/discounts`);
  await admin.page.screenshot({ path: "var/screenshots/sandbox-orders.png", fullPage: true });
  await admin.page
    .getByRole("button", { name: /^Cancel #/ })
    .first()
    .click();
  await expect.poll(() => ask("select sum(redeemed)::int as n from pools")).toEqual([{ n: 1 }]);
});

test("a code that the checkout refuses is assigned to nobody as another one", async () => {
  const { app } = admin;
  const look = async (found: RegExp) => {
    await admin.open(`/app/pools/${pool.id}`);
    await app.getByRole("button", { name: /Check now/ }).click();
    await app.getByText(found).first().waitFor();
  };
  await look(/5 of 5 codes looked up would be refused/);
  await admin.open("/app/find");
  await find(codes[2] ?? "");
  await app.getByRole("button", { name: "Assign another code" }).click();
  const dialog = app.getByRole("dialog");
  await dialog.getByRole("button", { name: "Assign another code" }).click();
  await app.getByText("Nothing was changed").waitFor();
  await app.getByText(/is refused at the checkout, as the last look found/).waitFor();
  await admin.lookTwice("find-refused");

  const ready = await ask(
    `select code from codes where pool_id = '${pool.id}' and state = 'available' order by id limit 30`,
  );
  for (const { code } of ready as { code: string }[]) sellWith(code);
  await look(/All of them work at the checkout/);
});

test("a contact is found with the pool, the code and the order; the code is marked void or another one assigned", async () => {
  const { app } = admin;
  await admin.open("/app/find");
  await find("ada@customers.example");
  await app.getByText("Redeemed in order").waitFor();
  await admin.lookTwice("find-contact");

  await find(codes[2]?.toLowerCase() ?? "");
  await app.getByText(`Found for ${codes[2]?.toLowerCase()}`).waitFor();
  const dialog = admin.app.getByRole("dialog");
  await app.getByRole("button", { name: "Assign another code" }).click();
  await dialog.getByRole("button", { name: "Assign another code" }).click();
  await admin.toast("Another code assigned");
  await app.getByText("Another code for this contact").waitFor();
  await app.getByText("Void", { exact: true }).waitFor();
  await admin.lookTwice("find-another");

  await find("cem@customers.example");
  await app.getByText("2 found for cem@customers.example").waitFor();
  await app.getByRole("button", { name: /^Mark void: / }).click();
  await dialog.getByRole("button", { name: "Mark void" }).click();
  await admin.toast("Code marked void");
  await find("nobody@customers.example");
  await app.getByText("Nothing found for nobody@customers.example").waitFor();
});

test("who got which code is downloaded as a CSV", async () => {
  const { app } = admin;
  await admin.open(`/app/find?pool=${pool.id}`);
  const [download] = await Promise.all([
    admin.page.waitForEvent("download"),
    app.getByRole("button", { name: "Download CSV" }).click(),
  ]);
  const text = readFileSync(await download.path(), "utf8");
  expect(download.suggestedFilename()).toBe(`claims-${pool.handle}.csv`);
  expect(text.split("\r\n")).toHaveLength(1 + 4 + 1);
  expect(text).toContain(codes[0]);
  expect(text).not.toContain("customers.example");
});

test("the history tells who did what, and can be narrowed", async () => {
  const { app } = admin;
  await admin.open("/app/history");
  await app.getByText("A code that had been assigned was marked void").first().waitFor();
  await admin.lookTwice("history");
  await app.getByLabel("About").selectOption("stores");
  await app.getByText(/Orders of .+ are read/).waitFor();
  await expect.poll(() => app.getByText("was marked void").count()).toBe(0);
  await app.getByLabel("Done by").selectOption("api");
  await app.getByText("Nothing of this kind has happened").waitFor();
});

test("when the permission is taken back, the columns show a dash again", async () => {
  const { app } = admin;
  await admin.open("/app/settings");
  await admin.look("redemptions-settings");
  await app.getByRole("button", { name: "Stop reading orders" }).click();
  await app.getByRole("button", { name: "Connect orders" }).waitFor();
  await expect
    .poll(() => ask("select orders_since is null as off from stores"), { timeout: 30_000 })
    .toEqual([{ off: true }]);
  expect(demo.shopify.state.data.subscriptions).toEqual([]);
  await admin.open(`/app/pools/${pool.id}`);
  await app.getByRole("button", { name: "Connect orders" }).waitFor();
});
