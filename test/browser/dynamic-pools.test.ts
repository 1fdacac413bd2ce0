import pg from "pg";
import type { Browser } from "playwright-core";
import { expect, test } from "vitest";
import type { Demo } from "#sandbox/demo/start-demo.ts";
import { deleteDiscount } from "#sandbox/shopify/discounts/change-discount.ts";
import { signedClient } from "#test/support/signed-client.ts";
import { type AdminPage, openAdmin } from "./admin-page.ts";
import { demoInBrowser } from "./demo-in-browser.ts";

// From an offer to codes that never run dry, in order: each test goes on where the one before it ended.

const BUFFER = 300;
const SENT = 200;
const PREPARED = 600;

let demo: Demo;
let browser: Browser;
let admin: AdminPage;
let poolPath: string;

demoInBrowser("none", (opened) => {
  ({ demo, browser, admin } = opened);
});

/** A figure of the pool's page. */
async function figure(label: string): Promise<string> {
  const fact = admin.app.locator(".cp-facts > div", { hasText: label });
  return (await fact.locator("dd").textContent()) ?? "";
}

/** Waits, without a reload, until the page shows so many ready codes. */
async function ready(codes: number): Promise<void> {
  const headline = admin.app.locator("[data-available]");
  await expect.poll(() => headline.textContent(), { timeout: 60_000 }).toBe(String(codes));
}

const readyText = async () =>
  (await admin.app.locator("[data-available]").textContent())?.replaceAll(",", "");

async function templateLink(): Promise<string> {
  await admin.open(poolPath);
  return (await admin.app.getByRole("link", { name: "Welcome, 15% off" }).getAttribute("href")) ?? "";
}

/** Codes of the offer that the pretend shop holds. */
function codesInShop(): number {
  return [...demo.shopify.discounts.codes.all()].filter(({ code }) => code.startsWith("HI-")).length;
}

/** Has the store looked at, as every hour. */
async function checkStore(): Promise<void> {
  await demo.shopify.sendWebhook("discounts/update", {
    admin_graphql_api_id: "gid://shopify/DiscountCodeNode/1",
  });
}

/** Opens the pool's page until it says that the pool hands out nothing. */
async function untilStopped(): Promise<void> {
  const stopped = admin.app.getByText("This pool cannot hand out codes");
  await expect
    .poll(() => admin.open(poolPath).then(() => stopped.count()), { timeout: 60_000, interval: 1_000 })
    .toBe(1);
}

/** Lets the store count so many codes of ours. */
async function hold(codes: number): Promise<void> {
  const client = new pg.Client(demo.databaseUrl);
  await client.connect();
  try {
    await client.query("update store_paces set codes_held = $1", [codes]);
  } finally {
    await client.end();
  }
}

test("without a template a dynamic pool asks for one first", async () => {
  await admin.open("/app/pools/new");
  await admin.app.getByText("Dynamic", { exact: true }).click();
  await admin.app.getByText("Create a template first").waitFor();
  await admin.look("dynamic-pool-without-template");
  await admin.app.getByRole("link", { name: "Create template" }).click();
  await admin.app.getByRole("heading", { name: "Create template" }).waitFor();
});

test("an offer is described", async () => {
  await admin.app.getByText("Describe one here", { exact: true }).click();
  await admin.app.getByLabel("Name", { exact: true }).fill("Welcome, 15% off");
  await admin.app.getByRole("textbox", { name: "Percentage off" }).fill("15");
  await admin.saveBar("Save");
  await admin.toast("Template created");
});

test("a format shows an example and the odds, and what is wrong stands next to its field", async () => {
  await admin.open("/app/pools/new");
  await admin.app.getByText("Dynamic", { exact: true }).click();
  await admin.app.getByLabel("Name", { exact: true }).fill("Welcome codes");
  await admin.app.getByLabel("Prefix").fill("HI-");
  const example = admin.app.locator("[data-example-code]");
  await expect.poll(() => example.textContent()).toMatch(/^HI-\w{5}-\w{5}$/);
  await admin.app.getByText(/different codes are possible/).waitFor();
  await admin.app.getByLabel("Groups", { exact: true }).fill("1");
  await admin.app.getByLabel("Characters per group").fill("4");
  await admin.app.getByText(/Make the codes longer/).waitFor();
  await admin.app.getByLabel("Characters per group").fill("9");
  await admin.app.getByText("Assign at most", { exact: true }).click();
  await admin.app.getByText("Counted from the day of the sending", { exact: true }).click();
  await admin.app.getByLabel("Valid for").fill("30");
  expect(await admin.app.getByLabel("At most a week more").isChecked()).toBe(true);
  await admin.app.getByText("A fixed number", { exact: true }).click();
  await admin.app.getByLabel("Ready codes to keep").fill(String(BUFFER));
  await admin.look("dynamic-pool-new");
  await admin.saveBar("Save");
  await admin.app.getByText("Enter a number of codes").first().waitFor();
  await admin.look("dynamic-pool-new-errors");
});

test("a new pool fills its buffer while one watches", async () => {
  await admin.app.getByLabel("Most codes ever assigned").fill("10000");
  await admin.saveBar("Save");
  await admin.toast("Pool created");
  await admin.app.getByRole("heading", { name: "Welcome codes", level: 1 }).waitFor();
  poolPath = admin.path();
  expect(await admin.app.getByRole("link", { name: "Upload codes" }).count()).toBe(0);
  await ready(BUFFER);
  await admin.app.getByRole("link", { name: "Welcome, 15% off" }).waitFor();
  expect(await figure("Remaining")).toBe("10,000");
  await admin.look("dynamic-pool");
});

test("a campaign takes codes, and the buffer is filled again", async () => {
  const email = await browser.newPage();
  await email.goto(demo.emailPlatformUrl);
  await expect.poll(() => email.locator("#pool option").allInnerTexts()).toContain("Welcome codes");
  await email.locator("#recipients").fill(String(SENT));
  // All in one claim: while a campaign goes on the buffer may be filled before its last codes are gone, and less than
  // half of it is made again only later.
  await email.locator("#batch").fill(String(SENT));
  await email.locator("#rate").fill("0");
  await email.locator("#repeats").fill("0");
  await email.locator("#send").click();
  await email.getByText(`Finished: ${SENT} of ${SENT} recipients answered`).waitFor({ timeout: 30_000 });
  await email.getByText(`No. ${SENT} codes received; none was assigned twice.`).waitFor();
  expect(await email.locator("#latest tr td").first().textContent()).toMatch(/^HI-\w{9}$/);
  await email.close();

  await admin.open(poolPath);
  expect(await figure("Assigned")).toBe(String(SENT));
  expect(await figure("Remaining")).toBe("9,800");
  await ready(BUFFER);
  expect(await figure("Being made")).toBe("0");
});

test("the list shows what is left of the limit and how many codes are ready", async () => {
  await admin.open("/app?type=dynamic");
  const row = admin.app.getByRole("row", { name: /Welcome codes/ });
  await row.getByText("9,800").waitFor();
  await row.getByText(`${BUFFER} ready`).waitFor();
  expect(await row.getByText("Upload").count()).toBe(0);
  await admin.look("pools-dynamic");
});

test("a pool without a limit has a dash where a limited one has a number", async () => {
  await admin.open(`${poolPath}/edit`);
  expect(await admin.app.getByLabel("What the codes are worth").isDisabled()).toBe(true);
  await admin.look("dynamic-pool-edit");
  await admin.app.getByText("No limit", { exact: true }).click();
  await admin.saveBar("Save");
  await admin.toast("Pool saved");
  await admin.open("/app?type=dynamic");
  await admin.app
    .getByRole("row", { name: /Welcome codes/ })
    .getByText("No limit")
    .first()
    .waitFor();
});

test("the page of a template leads to a new pool of that template", async () => {
  const [, templateId] = (await templateLink()).split("/templates/");
  await admin.open(`/app/pools/new?template=${templateId}`);
  expect(await admin.app.getByLabel("Dynamic").isChecked()).toBe(true);
  await expect.poll(() => admin.app.getByLabel("What the codes are worth").inputValue()).toBe(templateId);
  await admin.app.getByText("15% off the order.").waitFor();
});

test("a campaign's preparation fills up while one watches, and says when it is for", async () => {
  const call = signedClient({ keyId: demo.apiKeyId, secret: demo.apiSecret }, demo.appUrl);
  const put = async (path: string, json: unknown) => {
    const answer = await call("PUT", `/api/v1/pools/welcome-codes/${path}`, { json });
    expect(answer.status, await answer.clone().text()).toBe(200);
  };
  expect(await admin.app.getByRole("heading", { name: "Campaigns" }).count()).toBe(0);
  await put("campaigns/newsletter-48", {
    name: "Black Friday newsletter",
    type: "broadcast",
    status: "live",
  });
  await put("campaigns/welcome", { name: "Welcome series", type: "automation", status: "live" });
  const by = new Date(Date.now() + 20 * 3_600_000).toISOString();
  await put("preparations/newsletter-48", { quantity: PREPARED, by, campaign: "newsletter-48" });

  await admin.open(poolPath);
  const item = admin.app.locator('[data-preparation="newsletter-48"]');
  await item
    .getByText("Waiting for its day")
    .or(item.getByText("Being made"))
    .or(item.getByText("Ready", { exact: true }))
    .first()
    .waitFor();
  await admin.look("dynamic-pool-preparing");
  await item.getByText("Ready", { exact: true }).first().waitFor({ timeout: 60_000 });
  await item.getByText(`${PREPARED} of ${PREPARED} codes ready.`).waitFor();
  await admin.app.getByText(`Expected to need ${PREPARED} codes, as prepared.`).waitFor();
  await admin.lookTwice("dynamic-pool-prepared");
});

test("archiving names the campaigns, and deletes the unassigned codes in Shopify when asked to", async () => {
  const before = codesInShop();
  expect(before).toBeGreaterThan(BUFFER + SENT);
  await admin.app.getByRole("button", { name: "Archive" }).click();
  await admin.app
    .getByText("The campaigns Black Friday newsletter and Welcome series use this pool now.")
    .waitFor();
  await admin.lookTwice("dynamic-pool-archive");
  await admin.app.getByRole("checkbox", { name: /Delete its .* codes in the store/ }).check();
  await admin.app.getByRole("dialog").getByRole("button", { name: "Archive pool" }).click();
  await admin.toast(/unassigned codes are being deleted/);
  await admin.app.getByText("This pool is archived", { exact: true }).waitFor();
  await admin.app.getByText(/codes that were not assigned are deleted in the shop/).waitFor();
  await expect.poll(codesInShop, { timeout: 60_000 }).toBe(SENT);
  await admin.lookTwice("dynamic-pool-archived");
});

test("a restored pool fills up anew, and says what was wasted", async () => {
  await admin.app.getByRole("button", { name: "Restore pool" }).click();
  await admin.toast("Pool restored");
  await admin.app.getByText(/wasted in the last 7 days/).waitFor();
  await expect.poll(() => figure("Assigned")).toBe(String(SENT));
  await expect
    .poll(async () => Number(await readyText()), { timeout: 60_000 })
    .toBeGreaterThanOrEqual(BUFFER);
});

test("a frozen shop stops the pool; a look that is asked for finds that it works again, without a reload", async () => {
  demo.shopify.state.change((data) => {
    data.isFrozen = true;
  });
  await checkStore();
  await untilStopped();
  await admin.app.getByText("Settle what is open with Shopify.").waitFor();
  await admin.lookTwice("dynamic-pool-frozen");
  demo.shopify.state.change((data) => {
    data.isFrozen = false;
  });
  await admin.app.getByRole("button", { name: "Check again" }).click();
  await admin.app
    .getByText("This pool cannot hand out codes")
    .waitFor({ state: "detached", timeout: 60_000 });
  await admin.app.getByText("Hands out codes again").first().waitFor();
});

test("a discount that was deleted in the shop stops the pool, and is made again on its template's page", async () => {
  const ours = [...demo.shopify.discounts.discounts.values()].filter(({ title }) =>
    title.startsWith("Welcome, 15% off"),
  );
  expect(ours).toHaveLength(1);
  for (const discount of ours) deleteDiscount(demo.shopify, discount);
  await untilStopped();
  await admin.app.getByText("Stopped handing out codes: its discount was deleted").waitFor();
  await admin.lookTwice("dynamic-pool-deleted");
  await admin.app.getByRole("link", { name: "Open the template" }).click();
  await admin.app.getByText(/was deleted in the store/).waitFor();
  await admin.lookTwice("template-deleted");
  await admin.app.getByRole("button", { name: "Create it again" }).click();
  await admin.toast(/made under a new discount/);
  await admin.open(poolPath);
  await expect
    .poll(async () => Number(await readyText()), { timeout: 60_000 })
    .toBeGreaterThanOrEqual(BUFFER);
  expect(await figure("Assigned")).toBe(String(SENT));
});

test("a store that is nearly full of codes says so, and one that is full too", async () => {
  await hold(16_500_000);
  await admin.open("/app");
  await admin.app.getByText(/is nearly full of discount codes/).waitFor();
  await admin.lookTwice("pools-store-nearly-full");
  await hold(18_000_000);
  await admin.open("/app/settings");
  await admin.app.getByText("18,000,000 of 18,000,000 codes").waitFor();
  await admin.lookTwice("settings-store-full");
  await hold(BUFFER);
});

test("on a phone too", async () => {
  const phone = await openAdmin(browser, demo.adminUrl, 375);
  await phone.open("/app/pools/new");
  await phone.app.getByText("Dynamic", { exact: true }).click();
  await phone.look("dynamic-pool-new");
  for (const [name, path] of [
    ["dynamic-pool", poolPath],
    ["dynamic-pool-edit", `${poolPath}/edit`],
    ["pools-dynamic", "/app?type=dynamic"],
  ] as const) {
    await phone.open(path);
    await phone.look(name);
  }
  expect(phone.complaints).toEqual([]);
  await phone.close();
});
