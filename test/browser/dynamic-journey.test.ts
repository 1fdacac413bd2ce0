import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Demo } from "#sandbox/demo/start-demo.ts";
import type { AdminPage } from "./admin-page.ts";
import { demoInBrowser } from "./demo-in-browser.ts";

// The whole way of a code, in order: each test goes on where the one before it ended. From an offer through the
// messages of the email platform to an order at the shop's checkout, by what can be seen and clicked alone.

const BUFFER = 2_000;
/** More than the buffer holds: the rest is made while it is sent. */
const SENT = 5_000;

let demo: Demo;
let admin: AdminPage;
let email: Page;
let poolPath: string;
let received: string;

demoInBrowser("none", async (opened) => {
  ({ demo, admin } = opened);
  email = await opened.browser.newPage();
});

/** A figure of the pool's page. */
async function figure(label: string): Promise<string> {
  const fact = admin.app.locator(".cp-facts > div", { hasText: label });
  return (await fact.locator("dd").textContent()) ?? "";
}

async function readyCodes(): Promise<number> {
  return Number((await admin.app.locator("[data-available]").textContent())?.replaceAll(",", ""));
}

/** Waits, without a reload, until the page shows at least so many ready codes and no more to come. */
async function untilReady(codes: number): Promise<number> {
  await expect.poll(readyCodes, { timeout: 60_000 }).toBeGreaterThanOrEqual(codes);
  await expect.poll(() => figure("Being made"), { timeout: 60_000 }).toBe("0");
  return await readyCodes();
}

/** Sends to so many people from the email platform's page; `total` codes have then arrived there. */
async function sendCampaign(campaign: string, total: number): Promise<void> {
  await email.locator("#campaign-id").fill(campaign);
  await email.locator("#recipients").fill(String(SENT));
  await email.locator("#rate").fill("0");
  await email.locator("#batch").fill("250");
  await email.locator("#repeats").fill("5");
  await email.locator("#send").click();
  await email.getByText("Finished: 5,000 of 5,000 recipients answered").waitFor({ timeout: 60_000 });
  await email
    .getByText(`No. ${total.toLocaleString("en")} codes received; none was assigned twice.`)
    .waitFor();
}

/** Buys for 16.00 and 4.95 of shipping with the code, on the shop's own page; what the checkout says. */
async function order(code: string): Promise<string> {
  await admin.page.locator("#order").getByLabel("Code").fill(code);
  await admin.page.getByRole("combobox", { name: "Item" }).selectOption({ label: "Enamel mug, €16.00" });
  await admin.page.getByRole("button", { name: "Place the order" }).click();
  return (await admin.page.locator("#order").getByRole("status").textContent()) ?? "";
}

test("an offer is described, and a pool of it fills its buffer while one watches", async () => {
  await admin.open("/app/templates/new");
  await admin.app.getByText("Describe one here", { exact: true }).click();
  await admin.app.getByLabel("Name", { exact: true }).fill("Newsletter, 15% off");
  await admin.app.getByRole("textbox", { name: "Percentage off" }).fill("15");
  await admin.saveBar("Save");
  await admin.toast("Template created");

  await admin.app.getByRole("link", { name: "Create dynamic pool" }).click();
  await admin.app.getByRole("heading", { name: "Create pool" }).waitFor();
  await admin.app.getByLabel("Name", { exact: true }).fill("Newsletter codes");
  await admin.app.getByLabel("Prefix").fill("NEWS-");
  await admin.app.getByText("A fixed number", { exact: true }).click();
  await admin.app.getByLabel("Ready codes to keep").fill(String(BUFFER));
  await admin.saveBar("Save");
  await admin.toast("Pool created");
  await admin.app.getByRole("heading", { name: "Newsletter codes", level: 1 }).waitFor();
  poolPath = admin.path();
  expect(await untilReady(BUFFER)).toBe(BUFFER);
});

test("a campaign of 5,000 gets a code for everybody, also when the buffer holds fewer", async () => {
  await email.goto(demo.emailPlatformUrl);
  await expect.poll(() => email.locator("#pool option").allInnerTexts()).toEqual(["Newsletter codes"]);
  await sendCampaign("newsletter-1", SENT);
  received = (await email.locator("#latest tr td").first().textContent()) ?? "";
  expect(received).toMatch(/^NEWS-\w{5}-\w{5}$/);

  await admin.open(poolPath);
  expect(await figure("Assigned")).toBe("5,000");
});

test("the shop's checkout takes a code that was received, at the template's worth, and takes it once", async () => {
  await admin.page.getByRole("link", { name: "Controls" }).click();
  await admin.page.getByRole("link", { name: /a checkout/ }).click();
  const accepted = await order(received);
  expect(accepted).toContain("Order #1001 is placed.");
  expect(accepted).toMatch(/€2\.40 off with “Newsletter, 15% off[^”]*”;\s+the customer pays €18\.55\./);

  const again = await order(received.toLowerCase());
  expect(again).toContain("has reached its usage limit");
  expect(await order("NEWS-AAAAA-AAAAA")).toContain("Refused: not found.");
});

test("the next campaign gets other codes, the buffer is filled again, and the shop holds just these codes", async () => {
  await sendCampaign("newsletter-2", 2 * SENT);
  await admin.open(poolPath);
  // Codes are made when half of the buffer is gone.
  const ready = await untilReady(BUFFER / 2);
  expect(await figure("Assigned")).toBe("10,000");
  await admin.lookTwice("dynamic-journey");

  await admin.page.goto(`${demo.adminUrl}/controls/discounts`);
  const made = admin.page.getByRole("row", { name: /Newsletter, 15% off/ });
  expect(await made.getByRole("cell").nth(4).textContent()).toBe((2 * SENT + ready).toLocaleString("en"));
});
