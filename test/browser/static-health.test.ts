import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { Demo } from "#sandbox/demo/start-demo.ts";
import { createDiscount, deactivateDiscount } from "#sandbox/shopify/discounts/change-discount.ts";
import { allCodes } from "#sandbox/shopify/discounts/inspect.ts";
import { plainTerms } from "#sandbox/shopify/discounts/plain-terms.ts";
import type { AdminPage } from "./admin-page.ts";
import { demoInBrowser } from "./demo-in-browser.ts";

// Uploaded codes that the shop does not know, from the warning to codes that work, in order: each test goes on where
// the one before it ended.

const CODES = 1_200;
const codes = Array.from({ length: CODES }, (_, index) => `PARTNER-${String(index).padStart(5, "0")}`);

let demo: Demo;
let admin: AdminPage;
let poolPath: string;

demoInBrowser("none", (opened) => {
  ({ demo, admin } = opened);
});

/** The merchant makes a discount of their own with one code. */
function merchantsDiscount(title: string, code: string) {
  const terms = plainTerms(title, "2026-01-01T00:00:00Z");
  const made = createDiscount(demo.shopify, { kind: "DiscountCodeBasic", terms, code, by: "merchant" });
  if (!made.ok) throw new Error(made.error.message);
  return made.discount;
}

async function checkNow(): Promise<void> {
  await admin.app.getByRole("button", { name: /Check now/ }).click();
}

test("codes are uploaded that the shop does not know", async () => {
  await admin.open("/app/pools/new");
  await admin.app.getByLabel("Name", { exact: true }).fill("Partner codes");
  await admin.saveBar("Save");
  await admin.toast("Pool created");
  await admin.app.getByRole("heading", { name: "Partner codes", level: 1 }).waitFor();
  poolPath = admin.path();
  await admin.open(`${poolPath}/upload`);
  await admin.app.locator("input[type=file]").setInputFiles({
    name: "partner.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(["code", ...codes].join("\n")),
  });
  await admin.app.getByRole("heading", { name: "First rows" }).waitFor({ timeout: 30_000 });
  await admin.app.getByRole("button", { name: "Add codes" }).click();
  await admin.app.getByText("1,200 codes added").waitFor({ timeout: 60_000 });
});

test("a look that is asked for shows without a reload which codes the checkout would refuse, and why", async () => {
  merchantsDiscount("Partner 2026", codes[3] ?? "");
  deactivateDiscount(demo.shopify, merchantsDiscount("Old partner", codes[0] ?? ""));
  await admin.open(poolPath);
  await admin.app.getByText("Nobody has looked yet").waitFor();
  await admin.look("static-not-checked");
  await checkNow();
  await admin.app
    .getByText(/^\d of 5 codes looked up would be refused at the checkout$/)
    .first()
    .waitFor();
  await admin.app
    .getByText("The discount that has this code has ended or was switched off: Old partner")
    .waitFor();
  await admin.app.getByText("Not in the shop").first().waitFor();
  await admin.app.getByRole("link", { name: "Create template" }).waitFor();
  await admin.lookTwice("static-refused-without-template");
});

test("the list of pools says so, and finds such pools", async () => {
  await admin.open("/app");
  const row = admin.app.getByRole("row", { name: /Partner codes/ });
  await row.getByText("Codes refused").waitFor();
  await admin.app.getByRole("tab", { name: "Codes refused" }).click();
  await expect
    .poll(() => admin.page.frames().some((frame) => frame.url().includes("codes=refused")))
    .toBe(true);
  await row.waitFor();
  await admin.lookTwice("pools-codes-refused");
});

test("the missing codes are created under a template, in one click, while one watches", async () => {
  await admin.open("/app/templates/new");
  await admin.app.getByText("Describe one here", { exact: true }).click();
  await admin.app
    .getByLabel("Name", { exact: true })
    .fill("Partner, 15% off for everybody who came by way of a partner");
  await admin.app.getByRole("textbox", { name: "Percentage off" }).fill("15");
  await admin.saveBar("Save");
  await admin.toast("Template created");
  await admin.open(poolPath);
  await admin.app.getByLabel("What the missing codes are worth").waitFor();
  await admin.lookTwice("static-refused");
  demo.shopify.pace.latencyMilliseconds = 400;
  await admin.app.getByRole("button", { name: "Create the missing codes in your store" }).click();
  await admin.toast("Codes are being created");
  await admin.app.getByText("Creating codes under Partner, 15% off").waitFor();
  await admin.app
    .getByText(/[1-9]\d* created/)
    .first()
    .waitFor();
  await admin.lookTwice("static-creating");
  demo.shopify.pace.latencyMilliseconds = 0;
  await admin.app.getByText("1 code could not be created").waitFor({ timeout: 60_000 });
  await admin.app.getByText("1,198 created · 1 there already · 1 refused").waitFor();
  const held = new Map([...allCodes(demo.shopify)].map(({ code, discountTitle }) => [code, discountTitle]));
  expect(codes.filter((code) => held.get(code)?.startsWith("Partner, 15% off"))).toHaveLength(CODES - 2);
  expect([held.get(codes[0] ?? ""), held.get(codes[3] ?? "")]).toEqual(["Old partner", "Partner 2026"]);
});

test("the refused ones can be downloaded, and the next look finds what is left", async () => {
  const [download] = await Promise.all([
    admin.page.waitForEvent("download"),
    admin.app.getByRole("button", { name: "Download the list" }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  expect(download.suggestedFilename()).toBe("partner-codes-refused.csv");
  expect(text).toContain(
    "PARTNER-00000,The discount that has this code has ended or was switched off,Old partner",
  );
  // The very next code is always looked up.
  await admin.app
    .getByText("1 of 5 codes looked up would be refused at the checkout", { exact: true })
    .waitFor();
  await admin.app.getByText("Switch these discounts on in your store").waitFor();
  await admin.lookTwice("static-created");
});

test("a discount that is switched on again clears the warning, and the history tells both", async () => {
  const { activateDiscount } = await import("#sandbox/shopify/discounts/change-discount.ts");
  const old = [...demo.shopify.discounts.discounts.values()].find(({ title }) => title === "Old partner");
  if (!old) throw new Error("The discount is gone.");
  activateDiscount(demo.shopify, old);
  await checkNow();
  await admin.app.getByText("5 codes were looked up. All of them work at the checkout.").waitFor();
  expect(await admin.app.getByText("would be refused at the checkout", { exact: false }).count()).toBe(1);
  await admin.app.getByText("All 5 codes looked up work at the checkout again").waitFor();
  await admin.lookTwice("static-fine");
});
