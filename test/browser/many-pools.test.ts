import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findAccountByStore } from "#app/accounts/find-account-by-store.server.ts";
import { setDatabaseUrl } from "#app/config/env.server.ts";
import { closeDatabase } from "#app/db/database.server.ts";
import { createPool } from "#app/pools/create-pool.server.ts";
import { type AdminPage, openAdmin } from "./admin-page.ts";
import { openBrowser } from "./open-browser.ts";
import { startTestDemo } from "./start-test-demo.ts";

const MANY = 30;

let stopDemo: () => Promise<void>;
let browser: Browser;
let admin: AdminPage;

beforeAll(async () => {
  const { demo, stop } = await startTestDemo("none");
  stopDemo = stop;
  setDatabaseUrl(demo.databaseUrl);
  const account = await findAccountByStore({ platform: "shopify", domain: demo.shop });
  if (!account) throw new Error("The demo has no account.");
  for (let number = 1; number <= MANY; number += 1) {
    const name = `Many ${String(number).padStart(2, "0")}`;
    const settings = { name, handle: `many-${number}` };
    await createPool({ accountId: account.id, actor: "Robin Demo", settings });
  }
  browser = await openBrowser();
  admin = await openAdmin(browser, demo.adminUrl);
});

afterAll(async () => {
  await browser?.close();
  await closeDatabase();
  await stopDemo?.();
});

test("many pools are shown page by page, sorted by a press on a heading", async () => {
  const listed = async () => await admin.app.locator("[data-primary-link]").allTextContents();
  await admin.open("/app?search=many");
  await admin.app.getByText("1–25 of 30").waitFor();
  await admin.app.getByRole("button", { name: "Name" }).click();
  await expect.poll(async () => (await listed())[0]).toBe("Many 30");
  await admin.app.getByRole("button", { name: "Next" }).click();
  await admin.app.getByText("26–30 of 30").waitFor();
  expect(await listed()).toEqual(["Many 05", "Many 04", "Many 03", "Many 02", "Many 01"]);
  await admin.lookTwice("pools-second-page");
  await admin.app.getByRole("button", { name: "Previous" }).click();
  await admin.app.getByText("1–25 of 30").waitFor();
  expect(admin.complaints).toEqual([]);
});
