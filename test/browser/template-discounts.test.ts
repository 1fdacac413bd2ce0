import pg from "pg";
import { expect, test } from "vitest";
import type { Demo } from "#sandbox/demo/start-demo.ts";
import { createDiscount } from "#sandbox/shopify/discounts/change-discount.ts";
import { plainTerms } from "#sandbox/shopify/discounts/plain-terms.ts";
import type { AdminPage } from "./admin-page.ts";
import { demoInBrowser } from "./demo-in-browser.ts";

// Templates and the discounts of the store: those that are found, those that carry them, those left behind.

let demo: Demo;
let admin: AdminPage;
let templatePath: string;

demoInBrowser("none", (opened) => {
  ({ demo, admin } = opened);
});

const button = (name: string) => admin.app.getByRole("button", { name, exact: true });

function numberOf(title: string): number {
  const found = [...demo.shopify.discounts.discounts.values()].find((one) => one.title === title);
  if (!found) throw new Error(`No discount is called ${title}.`);
  return found.number;
}

async function paste(reference: string): Promise<void> {
  await admin.app.getByLabel("Address, number or code").fill(reference);
  await button("Find").click();
}

test("a discount is found by whatever of it a merchant can copy", async () => {
  await admin.open("/app/templates/new");
  await admin.app.getByText("By its address, its number or one of its codes").click();
  const ways: [title: string, reference: (number: number) => string][] = [
    ["Summer sale", (number) => `https://admin.shopify.com/store/demo-shop/discounts/${number}`],
    ["Welcome 10%", (number) => `https://demo-shop.myshopify.com/admin/discounts/${number}`],
    ["VIP 25%", (number) => String(number)],
    ["Summer sale", (number) => `gid://shopify/DiscountCodeNode/${number}`],
    ["Black Friday", () => "blackfriday"],
    ["Free shipping in Benelux", (number) => `discount/${number}`],
  ];
  for (const [title, reference] of ways) {
    await paste(reference(numberOf(title)));
    await admin.app.getByRole("heading", { name: title, exact: true }).waitFor();
    expect(await admin.app.getByText("Uses per code", { exact: true }).count()).toBe(1);
  }
  await paste("https://admin.shopify.com/store/demo-shop/discounts/1");
  await admin.app.getByText("Your store has no discount with codes behind this.").waitFor();
});

test("what will surprise about a discount is said before it is used", async () => {
  const surprises: [title: string, warnings: RegExp[]][] = [
    ["Summer sale", [/no limit on uses/, /ends within \d+ days/]],
    ["Black Friday", [/has not started/]],
    ["Volume pricing", [/Another app works out this discount/]],
    ["Spring sale", [/has ended or is deactivated/]],
  ];
  for (const [title, warnings] of surprises) {
    await paste(String(numberOf(title)));
    for (const warning of warnings) await admin.app.getByText(warning).first().waitFor();
  }
  await admin.lookTwice("template-found-by-number");
  await button("Create template").click();
  await admin.app.getByText("Activate it first, or choose another.").waitFor();
  // What was found and named is kept.
  expect(await admin.app.getByLabel("Name of the template").inputValue()).toBe("Spring sale");
});

test("an offer is described, kept through an error and saved, by keyboard alone", async () => {
  const { page, app } = admin;
  await admin.open("/app/templates/new");
  await app.locator("h1").first().click();
  await tabTo(/Use a discount that exists/);
  await page.keyboard.press("ArrowDown");
  await tabTo(/^\W*Name/);
  await page.keyboard.type("Typed by hand");
  await tabTo(/Percentage off/);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("120");
  await tabTo(/The whole order/);
  await tabTo(/^None/);
  await page.keyboard.press("ArrowDown");
  await tabTo(/Minimum amount/);
  await page.keyboard.type("50");
  await tabTo(/Once per customer/);
  await page.keyboard.press("Space");
  await tabTo(/Product discounts/);
  await page.keyboard.press("Space");
  await admin.saveBar("Save");
  await app.getByText("Enter at most 100").first().waitFor();
  expect(await app.getByLabel("Name", { exact: true }).inputValue()).toBe("Typed by hand");
  expect(await app.getByLabel("Minimum amount", { exact: true }).last().inputValue()).toBe("50");
  expect(await app.getByLabel("Once per customer").isChecked()).toBe(true);
  await app.locator("h1").first().click();
  await tabTo(/Percentage off/);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("12");
  await app.getByText("For orders from €50.00.").waitFor();
  await admin.saveBar("Save");
  await admin.toast("Template created");
  await app.getByRole("heading", { name: "Typed by hand", level: 1 }).waitFor();
  templatePath = admin.path();
});

test("the page of a template leads to a pool of it, and shows its discounts in the store", async () => {
  await admin.app.getByRole("link", { name: "Create dynamic pool" }).click();
  await admin.app.getByRole("heading", { name: "Create pool" }).waitFor();
  const choice = admin.app.getByLabel("What the codes are worth");
  expect(await choice.locator("option:checked").textContent()).toBe("Typed by hand");
  await admin.app.getByLabel("Name", { exact: true }).fill("Hand-made codes");
  await admin.saveBar("Save");
  await admin.toast("Pool created");
  await expect
    .poll(() => [...demo.shopify.discounts.discounts.values()].map(({ title }) => title), { timeout: 60_000 })
    .toContainEqual(expect.stringMatching(/^Typed by hand · /));
  await admin.open(templatePath);
  await admin.app.getByText("Live", { exact: true }).waitFor();
  await admin.app.getByRole("link", { name: "Hand-made codes" }).waitFor();
});

test("an edit says what it reaches, and what Shopify refused of it is told and tried again", async () => {
  await admin.open(`${templatePath}/edit`);
  await admin.app.getByText("Saving changes the discount that this template has in Shopify").waitFor();
  await admin.app.getByText("keep the end that they were sent with").waitFor();
  expect(await admin.app.getByLabel("Free shipping").isDisabled()).toBe(true);
  await admin.app.getByRole("textbox", { name: "Percentage off" }).fill("15");
  await admin.lookTwice("template-edit-live");
  await admin.saveBar("Save");
  await admin.toast("Template saved");
  await expect.poll(share, { timeout: 30_000 }).toBe(0.15);

  await leaveRefused("Percentage must be lower.");
  await admin.open(templatePath);
  await admin.app.getByText("Your last change has reached 0 of 1 discount.").waitFor();
  await admin.app.getByText(/your last change was not made\. Percentage must be lower\./).waitFor();
  await admin.lookTwice("template-refused");
  await button("Try again").click();
  await admin.toast("Trying again");
  await admin.app.getByText("Your last change has reached").waitFor({ state: "detached", timeout: 30_000 });
  expect(await admin.app.getByText("The store refused something").count()).toBe(0);
});

test("what somebody changes of a discount in Shopify is told field by field, and taken back or kept", async () => {
  const sandbox = await admin.page.context().newPage();
  await sandbox.goto(`${demo.adminUrl}/controls/discounts/${numberStarting("Typed by hand · ")}`);
  await sandbox.getByLabel("Percent off").fill("30");
  await sandbox.getByLabel("Combines with shipping discounts").check();
  await sandbox.getByRole("button", { name: "Save" }).click();
  const changed = admin.app.getByText("A discount of this template was changed in Shopify");
  await expect
    .poll(
      async () => {
        await admin.open(templatePath);
        return await changed.count();
      },
      { timeout: 90_000, interval: 2_000 },
    )
    .toBe(1);
  await admin.app
    .getByText("different from the template are what it is worth and the combinations with other discounts.")
    .waitFor();
  await admin.app.getByText("In Shopify now: 30% off the order.").waitFor();
  await admin.lookTwice("template-changed-in-shopify");
  await button("Hand-made codes")
    .or(admin.app.getByRole("link", { name: "Hand-made codes" }))
    .click();
  await changed.waitFor();
  await admin.lookTwice("pool-changed-in-shopify");
  await button("Restore the template's offer in Shopify").click();
  await admin.toast("The offer is being restored in Shopify");
  await expect.poll(share, { timeout: 30_000 }).toBe(0.15);
  await admin.open(templatePath);
  await changed.waitFor({ state: "detached" });

  await sandbox.reload();
  await sandbox.getByLabel("Percent off").fill("35");
  await sandbox.getByRole("button", { name: "Save" }).click();
  await expect
    .poll(
      async () => {
        await admin.open(templatePath);
        return await changed.count();
      },
      { timeout: 90_000, interval: 2_000 },
    )
    .toBe(1);
  await button("Keep the change").click();
  await admin.toast("The change is kept");
  await changed.waitFor({ state: "detached" });
  await admin.app.getByText("35% off the order.").waitFor();
  expect(share()).toBe(0.35);
  await sandbox.close();
});

test("discounts that an earlier installation left are looked for when asked, and can be used", async () => {
  const title = "Win back · until 2027-01-31 · 0a1b2c3d";
  const made = createDiscount(demo.shopify, {
    kind: "DiscountCodeBasic",
    terms: { ...plainTerms(title, "2026-01-01T00:00:00Z", 25), tags: ["coupon-pools"], usageLimit: 1 },
    code: "LEFT-BEHIND",
    by: "merchant",
  });
  expect(made.ok).toBe(true);
  await admin.open("/app/templates");
  await button("Look for them").click();
  await admin.app.getByText(title).waitFor();
  expect(await admin.app.getByText(/^Typed by hand · /).count()).toBe(0);
  await admin.lookTwice("templates-earlier");
  await button(`Use this discount: ${title}`).click();
  await admin.toast("Template created");
  await admin.app.getByRole("heading", { name: title }).first().waitFor();
  await admin.open("/app/templates");
  await button("Look for them").click();
  await admin.app.getByText("None found").waitFor();
});

const TABS_MAX = 60;

/** Presses Tab until what has the focus carries that name. */
async function tabTo(name: RegExp): Promise<void> {
  for (let press = 0; press < TABS_MAX; press += 1) {
    await admin.page.keyboard.press("Tab");
    const text = await admin.app.locator(":focus").evaluateAll(([element]) => {
      const { labels } = (element ?? {}) as Partial<HTMLInputElement>;
      return [...(labels ?? [])].map((label) => label.textContent).join(" ");
    });
    if (name.test(text)) return;
  }
  throw new Error(`The keyboard does not reach ${name}.`);
}

/** What the template's discount in the sandbox takes off. */
function share(): number | undefined {
  const found = [...demo.shopify.discounts.discounts.values()].find((one) =>
    one.title.startsWith("Typed by hand · "),
  );
  const value = found?.gets?.value;
  return value?.kind === "percentage" ? value.share : undefined;
}

function numberStarting(title: string): number {
  const found = [...demo.shopify.discounts.discounts.values()].find((one) => one.title.startsWith(title));
  if (!found) throw new Error(`No discount is called ${title}.`);
  return found.number;
}

/** As if Shopify had refused the last edit. */
async function leaveRefused(sentence: string): Promise<void> {
  const client = new pg.Client({ connectionString: demo.databaseUrl });
  await client.connect();
  // The shop has the edit a moment before the app has written down that it does.
  await expect
    .poll(async () => {
      const { rowCount } = await client.query(
        `update groups g set offer_version = g.offer_version - 1, refusal = $1, refused_at = now()
         from templates t
         where t.id = g.template_id and g.state = 'live' and g.offer_version = t.offer_version`,
        [sentence],
      );
      return rowCount;
    })
    .toBe(1);
  await client.end();
}
