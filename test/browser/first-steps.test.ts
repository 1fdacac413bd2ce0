import type { Browser } from "playwright-core";
import { expect, test } from "vitest";
import type { Demo } from "#sandbox/demo/start-demo.ts";
import type { AdminPage } from "./admin-page.ts";
import { askDatabase } from "./ask-database.ts";
import { demoInBrowser } from "./demo-in-browser.ts";

// One merchant's way through the product, in order: each test goes on where the one before it ended.

const CODES = 250_000;
const SENT = 60;

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

test("a new account is asked to create its first pool", async () => {
  await admin.open("/app");
  await admin.app.getByText("Give every message a code of its own").waitFor();
  await admin.lookTwice("pools-none");
  await admin.app.getByRole("button", { name: "Create pool" }).first().click();
  await admin.app.getByRole("heading", { name: "Create pool" }).waitFor();
});

test("what is wrong with a pool stands next to its field", async () => {
  await admin.app.getByLabel("Name").fill("Spring Sale 2026!");
  expect(await admin.app.getByLabel("Handle").inputValue()).toBe("spring-sale-2026");
  await admin.app.getByText("Use a fixed code").click();
  await admin.app.getByLabel("Count the pool as low when").fill("150");
  await admin.lookTwice("pool-new");
  await admin.saveBar("Save");
  await admin.app.getByText("Enter at most 100 percent").first().waitFor();
  await admin.app.getByText("Enter the code that everybody gets when the pool is empty").first().waitFor();
  await admin.lookTwice("pool-new-errors");
});

test("unsaved changes are not lost by leaving", async () => {
  await admin.app.getByRole("button", { name: "Coupon pools" }).click();
  const dialog = admin.page.getByRole("dialog");
  await dialog.waitFor();
  await dialog.getByRole("button", { name: /stay|cancel|keep/i }).click();
  expect(admin.path()).toBe("/app/pools/new");
  expect(await admin.app.getByLabel("Name").inputValue()).toBe("Spring Sale 2026!");
});

test("a pool is created", async () => {
  await admin.app.getByLabel("Fixed code", { exact: true }).fill("SPRING5");
  await admin.app.getByLabel("Count the pool as low when").fill("10");
  await admin.saveBar("Save");
  await admin.toast("Pool created");
  await admin.app.getByRole("heading", { name: "Spring Sale 2026!" }).waitFor();
  await admin.app.getByText("Upload the first codes").waitFor();
  poolPath = admin.path();
  await admin.lookTwice("pool-without-codes");
});

test("a file is shown before it is used, and its columns can be chosen anew", async () => {
  const rows = Array.from({ length: CODES }, (_, index) => `${index + 1};SPRING-${codeText(index)};10 %`);
  // A repeat and a row without a code, as happens.
  const file = ["nr;voucher;value", ...rows, rows[0], "x;;10 %"].join("\r\n");
  await admin.app.getByRole("link", { name: "Upload codes" }).first().click();
  await admin.app.getByRole("heading", { name: "Upload codes" }).waitFor();
  await admin.lookTwice("upload");
  await admin.app.locator("input[type=file]").setInputFiles({
    name: "spring-sale.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(file),
  });
  await admin.app.getByRole("heading", { name: "First rows" }).waitFor({ timeout: 30_000 });
  expect(await admin.app.getByLabel("Codes are in").inputValue()).toBe("1");
  expect(await admin.app.getByLabel("The first row is a header").isChecked()).toBe(true);
  await admin.app
    .getByRole("cell", { name: `SPRING-${codeText(0)}` })
    .first()
    .waitFor();
  await admin.app.getByLabel("Codes are in").selectOption("0");
  await admin.app.getByRole("row", { name: /^2 1 1 SPRING/ }).waitFor();
  await admin.app.getByLabel("Codes are in").selectOption("1");
  await admin.app.getByRole("row", { name: /^2 SPRING-00000 1 SPRING/ }).waitFor();
  await admin.lookTwice("upload-preview");
});

test("the progress of an upload survives a reload, and its result adds up", async () => {
  await admin.app.getByRole("button", { name: "Add codes" }).click();
  await admin.app
    .getByText(/rows a second/)
    .first()
    .waitFor();
  await admin.lookTwice("upload-progress");
  const path = admin.path();
  await admin.open(path);
  await admin.app.getByText(`${CODES.toLocaleString("en-US")} codes added`).waitFor({ timeout: 120_000 });
  await admin.app.getByText("Repeated in the file").waitFor();
  await admin.lookTwice("upload-result");
  const [download] = await Promise.all([
    admin.page.waitForEvent("download"),
    admin.app.getByRole("button", { name: "Download the list: Repeated in the file" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("spring-sale-duplicate-in-file.csv");
});

test("a merchant who never chose who is told by mail is asked to, before anything is the matter", async () => {
  await askDatabase(demo, "update alert_settings set recipients = '{}'");
  await admin.open("/app");
  await admin.app.getByText("Nobody gets a mail when a pool runs low or empty.").waitFor();
  await admin.lookTwice("dashboard-nobody-told");
  await admin.app.getByRole("link", { name: "Choose who is told by mail" }).click();
  await admin.app.getByText("Nobody gets these mails yet").waitFor();
});

test("a campaign of the email platform moves the pool's counts", async () => {
  const email = await browser.newPage();
  await email.goto(demo.emailPlatformUrl);
  await expect.poll(() => email.locator("#pool option").allInnerTexts()).toContain("Spring Sale 2026!");
  await email.locator("#recipients").fill(String(SENT));
  await email.locator("#rate").fill("0");
  await email.locator("#repeats").fill("0");
  await email.locator("#send").click();
  await email.getByText(`Finished: ${SENT} of ${SENT} recipients answered`).waitFor({ timeout: 30_000 });
  await email.getByText(`No. ${SENT} codes received; none was assigned twice.`).waitFor();
  const code = (await email.locator("#latest tr td").first().textContent()) ?? "";
  await email.close();

  await admin.open(poolPath);
  expect(await figure("Assigned")).toBe(String(SENT));
  expect(await figure("Added")).toBe(CODES.toLocaleString("en-US"));
  await admin.app.getByLabel("Who got this code?").fill(code.toLowerCase());
  await admin.app.getByRole("button", { name: "Look up" }).click();
  await admin.app.getByText(`${code} is assigned.`).waitFor();
  await admin.lookTwice("pool");
});

test("undo removes what is not assigned", async () => {
  await admin.app.getByRole("link", { name: "spring-sale.csv" }).click();
  await admin.app.getByRole("button", { name: "Undo upload" }).click();
  const dialog = admin.app.getByRole("dialog");
  await dialog.waitFor();
  await dialog.getByRole("button", { name: "Undo upload" }).click();
  const removed = (CODES - SENT).toLocaleString("en-US");
  await admin.app.getByText(`Undone: ${removed} codes removed`).waitFor({ timeout: 120_000 });
  await admin.lookTwice("upload-undone");
  await admin.open(poolPath);
  expect(await figure("Undone")).toBe(removed);
  await admin.app.getByText("No codes left").waitFor();
});

test("a file that is no list of codes is refused with a sentence", async () => {
  await admin.open(`${poolPath}/upload`);
  await admin.app.locator("input[type=file]").setInputFiles({
    name: "codes.csv",
    mimeType: "text/csv",
    buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
  });
  await admin.app.getByText("This file was not taken").waitFor();
  await admin.lookTwice("upload-refused");
});

test("an archived pool can be restored", async () => {
  await admin.open(poolPath);
  await admin.app.getByRole("button", { name: "Archive" }).click();
  await admin.app.getByRole("dialog").getByRole("button", { name: "Archive pool" }).click();
  await admin.toast("Pool archived");
  await admin.app.getByText("This pool is archived").waitFor();
  await admin.lookTwice("pool-archived");
  await admin.app.getByRole("button", { name: "Restore pool" }).click();
  await admin.toast("Pool restored");
});

test("an API client's secret is shown once", async () => {
  await admin.open("/app/settings");
  await admin.app.getByRole("button", { name: "Create API client" }).click();
  await admin.app.getByRole("button", { name: "Create", exact: true }).click();
  await admin.app.getByText("Give the API client a name").waitFor();
  await admin.app.getByLabel("Name of the API client").fill("Newsletter tool");
  await admin.app.getByRole("button", { name: "Create", exact: true }).click();
  await admin.app.getByText(/^whsec_/).waitFor();
  await admin.lookTwice("settings-secret");
  await admin.open("/app/settings");
  await admin.app.getByRole("heading", { name: "Newsletter tool" }).waitFor();
  expect(await admin.app.getByText(/^whsec_/).count()).toBe(0);
});

/** 0 -> 00000, in base 32. */
function codeText(index: number): string {
  return index.toString(32).toUpperCase().padStart(5, "0");
}
