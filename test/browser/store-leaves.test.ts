import { expect, test } from "vitest";
import type { Demo } from "#sandbox/demo/start-demo.ts";
import type { AdminPage } from "./admin-page.ts";
import { askDatabase } from "./ask-database.ts";
import { demoInBrowser } from "./demo-in-browser.ts";

// A store that leaves for good, with everything on the wire: Shopify's webhooks, the worker, the pages.

let demo: Demo;
let admin: AdminPage;

demoInBrowser("seeded", (opened) => {
  ({ demo, admin } = opened);
});

const ask = async (question: string) => await askDatabase(demo, question);

const control = (name: string) => fetch(`${demo.adminUrl}/controls/${name}`, { method: "POST" });

test("a shop/redact for a store in which the app works changes nothing", async () => {
  await admin.open("/app");
  const before = await admin.app.locator("[data-primary-link]").allTextContents();
  await control("redact");
  await expect
    .poll(() => ask("select state::text from pgboss.job where name = 'redact-store'"))
    .toEqual([{ state: "completed" }]);
  await admin.open("/app");
  expect(await admin.app.locator("[data-primary-link]").allTextContents()).toEqual(before);
});

test("48 hours after the app was removed its store is gone, and coming back starts a new one", async () => {
  const before = await ask("select id from stores");
  await control("uninstall");
  await expect
    .poll(() => ask("select disconnected_at is null as connected from stores"))
    .toEqual([{ connected: false }]);
  await control("redact");
  await expect.poll(() => ask("select id from stores")).toEqual([]);
  expect(await ask("select id from templates union select id from pools where type = 'dynamic'")).toEqual([]);
  expect(await ask("select 1 from accounts where contact_hash_key_sealed is not null")).toEqual([]);
  await admin.open("/app");
  await admin.app.getByText("Give every message a code of its own").waitFor();
  const after = await ask("select id from stores");
  expect(after).toHaveLength(1);
  expect(after).not.toEqual(before);
});
