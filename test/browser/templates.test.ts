import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type AdminPage, openAdmin } from "./admin-page.ts";
import { openBrowser } from "./open-browser.ts";
import { startTestDemo } from "./start-test-demo.ts";

let adminUrl: string;
let stopDemo: () => Promise<void>;
let browser: Browser;

beforeAll(async () => {
  const { demo, stop } = await startTestDemo("none");
  stopDemo = stop;
  adminUrl = demo.adminUrl;
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await stopDemo?.();
});

describe.each([1280, 375] as const)("at %i pixels", (width) => {
  let admin: AdminPage;
  const button = (name: string) => admin.app.getByRole("button", { name, exact: true });

  beforeAll(async () => {
    admin = await openAdmin(browser, adminUrl, width);
  });

  afterAll(() => admin?.close());

  afterEach(() => {
    expect(admin.complaints.splice(0), "the console complained").toEqual([]);
  });

  test("a discount of the store is found by its title and becomes a template", async () => {
    await admin.open("/app/templates");
    await admin.look("templates-start");
    await admin.open("/app/templates/new");
    await button("Find").click();
    const found = admin.app.locator("fieldset", { hasText: "Choose one" });
    await found.locator("label").first().click();
    await admin.app.getByText("Uses per code").waitFor();
    await admin.app.getByLabel("Name of the template").fill(`Chosen ${width}`);
    await admin.look("template-existing");
    await button("Create template").click();
    await admin.toast("Template created");
    await admin.app.getByRole("heading", { name: `Chosen ${width}` }).waitFor();
    await admin.look("template-of-discount");
  });

  test("an offer is described, with what is wrong next to its field and the summary as it is typed", async () => {
    await admin.open("/app/templates/new");
    await admin.app.getByText("Describe one here").click();
    await admin.app.getByRole("textbox", { name: "Percentage off" }).fill("15");
    await admin.app.getByText("15% off the order.").waitFor();
    await admin.saveBar("Save");
    await admin.app.getByText("Give the template a name").first().waitFor();
    await admin.look("template-described-errors");
    await admin.app.getByLabel("Name", { exact: true }).fill(`Described ${width}`);
    await admin.saveBar("Save");
    await admin.toast("Template created");
    await admin.app.getByRole("heading", { name: `Described ${width}` }).waitFor();
    await admin.look("template-described");
  });

  test("every kind of offer has its fields, and products are chosen in the admin's own picker", async () => {
    await admin.open("/app/templates/new");
    await admin.app.getByText("Describe one here").click();
    await admin.app.getByText("Chosen products").click();
    await button("Choose products").click();
    const picker = admin.page.getByRole("dialog");
    await picker.getByRole("checkbox").first().check();
    await picker.getByRole("button", { name: /Select|Add/ }).click();
    await admin.app.getByText("10% off 1 chosen product.").waitFor();
    await admin.app.getByText("Chosen customer segments").click();
    await admin.app
      .getByText(/Find segments|permission|cannot be shown/)
      .first()
      .waitFor();
    await admin.look("template-form-products");
    await admin.app.getByText("Free shipping", { exact: true }).click();
    await admin.app.getByText("Chosen countries").click();
    await admin.app.getByLabel("Countries", { exact: true }).fill("de, Austria");
    await admin.app.getByText("Free shipping to Germany, Austria.").waitFor();
    await admin.look("template-form-shipping");
    await admin.app.getByText("Buy X, get Y").click();
    await admin.look("template-form-buy");
    await admin.saveBar("Discard");
  });

  test("a described template is edited, and the page says what that reaches", async () => {
    await admin.open("/app/templates");
    await admin.app.getByText(`Described ${width}`, { exact: true }).click();
    await admin.app.getByRole("heading", { name: `Described ${width}` }).waitFor();
    await admin.open(`${admin.path()}/edit`);
    await admin.app.getByText("Changes reach codes that were already sent").waitFor();
    await admin.app.getByRole("textbox", { name: "Percentage off" }).fill("20");
    await admin.look("template-edit");
    await admin.saveBar("Save");
    await admin.toast("Template saved");
    await admin.app.getByText("20% off the order.").waitFor();
  });

  // On a phone the same actions are in a menu.
  test.runIf(width === 1280)("a template is duplicated, and the copy archived", async () => {
    await button("Duplicate").click();
    await admin.toast("Template duplicated");
    await admin.app.getByRole("heading", { name: `Described ${width} (copy)` }).waitFor();
    await button("Archive").click();
    await admin.app.getByRole("dialog").getByRole("button", { name: "Archive template" }).click();
    await admin.toast("Template archived");
    await admin.open("/app/templates?archived=yes");
    await admin.app.getByText(`Described ${width} (copy)`, { exact: true }).waitFor();
    await admin.look("templates-archived");
    await admin.open("/app/templates");
    await admin.look("templates");
  });
});
