import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { linkRequest, SHOP_REPORT, sendLink } from "#test/support/magento-shop.ts";
import { REPORTED_RULE } from "#test/support/reported-rule.ts";
import { type SignedClient, signedClient } from "#test/support/signed-client.ts";
import type { AdminPage } from "./admin-page.ts";
import { demoInBrowser } from "./demo-in-browser.ts";

// A merchant with a Shopify store connects a Magento store to the same account.

let admin: AdminPage;
let shop: SignedClient;

demoInBrowser("none", (opened) => {
  ({ admin } = opened);
});

test("the settings show a code, and with it a Magento store connects", async () => {
  await admin.open("/app/settings");
  await admin.app.getByRole("button", { name: "Connect a Magento store" }).click();
  const code = await admin.app.getByLabel("Link code").locator("pre").textContent();
  expect(code).toMatch(/^CPL-/);
  await admin.lookTwice("settings-link-code");

  const address = await admin.app.getByLabel("Address of the service").locator("pre").textContent();
  const request = linkRequest(code);
  const linked = await sendLink(address ?? "", request);
  expect(linked.status).toBe(200);
  shop = signedClient(request, address ?? "");
  const rules = { generation: randomUUID(), page: 1, last: true, rules: [REPORTED_RULE] };
  const exchanged = await shop("POST", "/api/bridge/v1/exchange", { json: { shop: SHOP_REPORT, rules } });
  expect(exchanged.status).toBe(200);

  await admin.open("/app/settings");
  await admin.app.getByText("Version 2.4.6-p11 Community, module 1.0.0").waitFor();
  await admin.app.getByText(/^Last exchange/).waitFor();
  await admin.lookTwice("settings-stores");
});

test("a template of the Magento store is looked at here, and changed there", async () => {
  const json = { name: "Of Magento", rule: REPORTED_RULE.id };
  const made = await shop("POST", "/api/bridge/v1/templates", { json });
  const { id } = (await made.json()) as { id: string };
  await admin.open("/app/templates");
  await admin.app.getByText("Of Magento").first().click();
  await admin.app.getByText("This template belongs to another store of your account").waitFor();
  expect(admin.path()).toBe(`/app/templates/${id}`);
  expect(await admin.app.getByRole("button", { name: "Rename" }).count()).toBe(0);
  await admin.lookTwice("template-of-another-store");
});

test("codes of a Magento store's rule may expire a number of days after the sending, to the day", async () => {
  const { app } = admin;
  await app.getByText("Create dynamic pool").click();
  await app.getByLabel("Name").fill("For a month");
  await app.getByText("Counted from the day of the sending").click();
  await app.getByLabel("Valid for").fill("30");
  expect(await app.getByText("How exact").count()).toBe(0);
  await admin.lookTwice("pool-new-magento");
  await admin.saveBar("Save");
  await admin.toast("Pool created");
  await app.getByRole("heading", { name: "For a month", level: 1 }).waitFor();
  await app.getByText(/^Each code works until the end of the 30th day/).waitFor();
});

test("an uploaded pool says whose orders are missing from what it counts as redeemed", async () => {
  await admin.open("/app/pools/new");
  await admin.app.getByLabel("Name").fill("For both stores");
  await admin.saveBar("Save");
  await admin.app.getByRole("heading", { name: "For both stores" }).waitFor();
  await admin.app.getByText("Orders of Demo Shop are not counted.").waitFor();
  await admin.lookTwice("redemptions-of-one-store");
  await admin.app.getByRole("link", { name: "Connect orders" }).click();
  await admin.app.getByRole("button", { name: "Connect orders" }).waitFor();
});
