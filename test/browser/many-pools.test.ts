import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findAccountByStore } from "#app/accounts/find-account-by-store.server.ts";
import { setDatabaseUrl } from "#app/config/env.server.ts";
import { closeDatabase, database } from "#app/db/database.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { createPool } from "#app/pools/create-pool.server.ts";
import { type AdminPage, openAdmin } from "./admin-page.ts";
import { openBrowser } from "./open-browser.ts";
import { startTestDemo } from "./start-test-demo.ts";

const MANY = 30;

let stopDemo: () => Promise<void>;
let browser: Browser;
let admin: AdminPage;
let accountId: string;

beforeAll(async () => {
  const { demo, stop } = await startTestDemo("none");
  stopDemo = stop;
  setDatabaseUrl(demo.databaseUrl);
  const account = await findAccountByStore({ platform: "shopify", domain: demo.shop });
  if (!account) throw new Error("The demo has no account.");
  accountId = account.id;
  for (let number = 1; number <= MANY; number += 1) {
    const name = `Many ${String(number).padStart(2, "0")}`;
    const settings = { name, handle: `many-${number}` };
    await createPool({ accountId, actor: "Robin Demo", settings });
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

test("a pool with many uploads shows the newest, and all when asked", async () => {
  const pool = await database().prisma.pool.findFirstOrThrow({ where: { handle: "many-1" } });
  for (let number = 1; number <= MANY; number += 1) {
    await database().prisma.upload.create({
      data: {
        id: newId("upload"),
        accountId,
        poolId: pool.id,
        status: "completed",
        fileName: `file-${number}.csv`,
        fileBytes: 1,
        fileHash: Buffer.alloc(32),
        actor: "Robin Demo",
      },
    });
  }
  await admin.open(`/app/pools/${pool.id}`);
  const files = admin.app.getByRole("link", { name: /^file-/ });
  expect(await files.count()).toBe(10);
  await admin.app.getByRole("link", { name: "Show older uploads" }).click();
  await expect.poll(() => files.count()).toBe(MANY);
  await admin.look("pool-with-many-uploads");
  expect(admin.complaints).toEqual([]);
});

/** Time goes by while another tab is looked at, then this one is in sight again. */
async function comeBackAfter(seconds: number): Promise<void> {
  await admin.app.locator("html").evaluate((_, milliseconds) => {
    const { now } = Date;
    Date.now = () => now.call(Date) + milliseconds;
    document.dispatchEvent(new Event("visibilitychange"));
  }, seconds * 1_000);
}

test("a dashboard that comes back into sight says what is so now, and loses nothing that was typed", async () => {
  const pool = await database().prisma.pool.findFirstOrThrow({ where: { handle: "many-2" } });
  const { app, page } = admin;
  await admin.open("/app?search=many");
  const search = app.getByPlaceholder("Search by name or handle");
  await search.fill("many 0");
  await expect.poll(() => app.locator("[data-primary-link]").count()).toBe(9);
  const banner = app.getByText("A pool is low");
  await database().pool.query(
    `insert into pool_alerts (pool_id, kind, account_id, detail) values ($1, 'pool.low', $2, '{}')`,
    [pool.id, accountId],
  );
  await comeBackAfter(60);
  await banner.waitFor();
  expect(await search.inputValue()).toBe("many 0");
  expect(await app.locator(":focus").getAttribute("placeholder")).toBe("Search by name or handle");

  // A laptop that wakes up is not on its network yet: the page stays as it was, and follows later.
  await database().pool.query("delete from pool_alerts where pool_id = $1", [pool.id]);
  await page.route("**/readyz", (route) => route.fulfill({ status: 503 }));
  const refused = page.waitForResponse("**/readyz");
  await comeBackAfter(60);
  await refused;
  await banner.waitFor();
  await page.unroute("**/readyz");
  await comeBackAfter(60);
  await banner.waitFor({ state: "detached" });
  expect(await search.inputValue()).toBe("many 0");
  // The browser itself notes the 503.
  expect(admin.complaints.filter((line) => !line.includes("503"))).toEqual([]);
});
