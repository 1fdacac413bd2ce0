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
  /** One of the page's actions; on a phone they are in a menu. */
  const action = async (name: string) => {
    if (width === 375) await admin.app.getByRole("button", { name: /actions/i }).click();
    await button(name).click();
  };

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

  test("a template of a discount is renamed, and the name stays in the field when it is wrong", async () => {
    await admin.app.getByRole("link", { name: "Rename" }).click();
    await admin.app.getByText("The discount is yours, in Shopify").waitFor();
    await admin.app.getByLabel("Name", { exact: true }).fill(" ");
    await admin.saveBar("Save");
    await admin.app.getByText("Give the template a name").waitFor();
    await admin.app.getByLabel("Name", { exact: true }).fill(`Renamed ${width}`);
    await admin.look("template-rename");
    await admin.saveBar("Save");
    await admin.toast("Template saved");
    await admin.app.getByRole("heading", { name: `Renamed ${width}` }).waitFor();
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
    await admin.app.getByText(/^10% off “[^”]+”\.$/).waitFor();
    await admin.app.getByText("Chosen customer segments").click();
    if (width === 1280) {
      await admin.app.getByText("The app reads the names of your segments, and nothing else").waitFor();
      await admin.app.getByText("Choose at least one segment").waitFor();
      await admin.look("template-form-permission");
      await button("Allow reading segments").click();
      await admin.page.getByRole("dialog").getByRole("button", { name: "Allow" }).click();
    }
    const segments = admin.app.locator("fieldset", { hasText: "Segments" });
    await segments.getByRole("checkbox").first().check();
    await admin.app.getByText(/^Only for the customer segment “[^”]+”\.$/).waitFor();
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

  test("a template is duplicated, the copy archived and restored", async () => {
    await action("Duplicate");
    await admin.toast("Template duplicated");
    await admin.app.getByRole("heading", { name: `Described ${width} (copy)` }).waitFor();
    await action("Archive");
    await admin.app.getByRole("dialog").getByRole("button", { name: "Archive template" }).click();
    await admin.toast("Template archived");
    await admin.open("/app/templates?archived=yes");
    await admin.look("templates-archived");
    await admin.app.getByText(`Described ${width} (copy)`, { exact: true }).click();
    await admin.app.getByText("This template is archived").waitFor();
    await admin.look("template-archived");
    await button("Restore").click();
    await admin.toast("Template restored");
    await admin.app.getByText("This template is archived").waitFor({ state: "detached" });
    await admin.open("/app/templates");
    await admin.app.getByText(`Described ${width} (copy)`, { exact: true }).waitFor();
    await admin.look("templates");
  });
});
