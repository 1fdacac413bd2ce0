import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Hono } from "hono";
import type { Browser, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createSandboxAdmin } from "#sandbox/admin/create-sandbox-admin.ts";
import { freePort } from "#sandbox/demo/free-port.ts";
import { createEmailPlatform } from "#sandbox/email/create-email-platform.ts";
import { createSandboxShopify } from "#sandbox/shopify/create-sandbox-shopify.ts";
import { type Listening, listen } from "#sandbox/web/listen.ts";
import { contextOptions, openBrowser } from "./open-browser.ts";

// The stub App Bridge and the frame around it, with a small page in place of the app: what an embedded app
// may rely on, whatever the app of the day uses.

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser: Browser;
let page: Page;
let admin: Listening;
let app: Listening;
const tokensSeen: string[] = [];

const content = (path: string) => `<!doctype html><html lang="en"><head><title>Pools</title></head><body>
<script src="${admin.url}/app-bridge.js" data-api-key="client-id"></script>
<ui-nav-menu><a href="/app" rel="home">Home</a><a href="/app/settings">Settings</a></ui-nav-menu>
<ui-title-bar title="Welcome codes">
  <button variant="breadcrumb">All pools</button>
  <button variant="primary" onclick="note('primary')">Create pool</button>
  <section label="More"><button onclick="note('grouped')">Archive</button></section>
</ui-title-bar>
<ui-save-bar id="bar"><button variant="primary" id="save"></button><button id="discard"></button></ui-save-bar>
<ui-modal id="modal"><p>Its codes stay.</p><ui-title-bar title="Archive this pool?">
  <button variant="primary" onclick="note('confirmed'); shopify.modal.hide('modal')">Archive it</button>
</ui-title-bar></ui-modal>
<h1>${path}</h1><ul id="notes"></ul>
<button onclick="shopify.saveBar.show('bar')">Change</button>
<button onclick="shopify.modal.show('modal')">Ask</button>
<button onclick="shopify.toast.show('It failed', { isError: true, action: 'Retry', onAction: () => note('retry') })">Fail</button>
<button onclick="shopify.resourcePicker({ type: 'product', multiple: true }).then((picked) => note(picked.map((one) => one.title).join()))">Pick</button>
<button onclick="history.pushState(null, '', '/app/pools/two?tab=uploads')">Go on</button>
<a href="/app/pools/three">Three</a>
<script>
function note(text) { const item = document.createElement("li"); item.textContent = text; document.getElementById("notes").append(item); }
const bar = document.getElementById("bar"), modal = document.getElementById("modal");
for (const type of ["show", "hide"]) {
  bar.addEventListener(type, () => note("bar " + type));
  modal.addEventListener(type, () => note("modal " + type));
}
document.getElementById("save").onclick = () => { bar.hide(); shopify.toast.show("Saved"); };
document.getElementById("discard").onclick = () => bar.hide();
</script></body></html>`;

/** Sends documents without a token to the bounce page, as Shopify's library does, and refuses one token. */
function smallApp(appUrl: string): Hono {
  const pages = new Hono();
  pages.get("/auth/session-token", (context) =>
    context.html(`<script data-api-key="client-id" src="${admin.url}/app-bridge.js"></script>`),
  );
  pages.get("/data", (context) => {
    tokensSeen.push(context.req.header("authorization") ?? "");
    if (tokensSeen.length > 1) return context.json({ ok: true });
    return context.body(null, 401, { "x-shopify-retry-invalid-session-request": "1" });
  });
  pages.get("*", (context) => {
    const { pathname, searchParams } = new URL(context.req.url);
    if (searchParams.has("id_token")) return context.html(content(pathname));
    searchParams.set("shopify-reload", `${appUrl}${pathname}?${searchParams}`);
    return context.redirect(`/auth/session-token?${searchParams}`);
  });
  return pages;
}

beforeAll(async () => {
  const port = await freePort();
  const appUrl = `http://127.0.0.1:${port}`;
  const sandbox = createSandboxShopify({
    apiKey: "client-id",
    apiSecret: "client-secret",
    webhooks: { appUrl, subscriptions: [] },
  });
  admin = await listen(createSandboxAdmin(sandbox, appUrl), 0);
  app = await listen(smallApp(appUrl), port);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await admin?.close();
  await app?.close();
});

beforeEach(async () => {
  const context = await browser.newContext(contextOptions(1280));
  context.setDefaultTimeout(10_000);
  page = await context.newPage();
  await page.goto(admin.url);
  await page.getByRole("heading", { name: "Welcome codes" }).waitFor();
  return async () => await context.close();
});

const inApp = () => page.frameLocator("#app");
const press = async (name: string) => await inApp().getByRole("button", { name }).click();
const notes = async () => await inApp().locator("#notes li").allTextContents();

function appFrame(): Frame {
  const found = page.frames().find((frame) => frame.parentFrame() === page.mainFrame());
  if (!found) throw new Error("The admin has no frame.");
  return found;
}

async function axeFindings(): Promise<string[]> {
  await page.addScriptTag({ content: AXE });
  return await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run({ iframes: false });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

test("the title bar's buttons stand in the admin and press the app's own", async () => {
  await page.getByRole("button", { name: "Create pool" }).click();
  await page.getByText("More").click();
  await page.getByRole("button", { name: "Archive" }).click();
  await expect.poll(notes).toEqual(["primary", "grouped"]);
});

test("the save bar shows until saved, tells the app, and keeps the menu from losing changes", async () => {
  await press("Change");
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByText("Save or discard your changes first").waitFor();
  expect(new URL(page.url()).pathname).toBe("/apps/coupon-pools/app");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("status").getByText("Saved").waitFor();
  await expect.poll(notes).toEqual(["bar show", "bar hide"]);
  await page.getByRole("link", { name: "Settings" }).click();
  await page.waitForURL("**/apps/coupon-pools/app/settings");
  await page.locator("nav a[aria-current=page]", { hasText: "Settings" }).waitFor();
});

test("a modal takes the focus, closes with Escape and tells the app each time", async () => {
  await press("Ask");
  await inApp().getByRole("dialog", { name: "Archive this pool?" }).waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(notes).toEqual(["modal show", "modal hide"]);
  await press("Ask");
  await inApp().getByRole("button", { name: "Archive it" }).click();
  await expect.poll(notes).toEqual(["modal show", "modal hide", "modal show", "confirmed", "modal hide"]);
});

test("an error is an alert with its action; what was picked comes back to the app", async () => {
  await press("Fail");
  await page.getByRole("alert").getByText("It failed").waitFor();
  await page.getByRole("button", { name: "Retry" }).click();
  await press("Pick");
  await page.getByLabel("Enamel mug").check();
  await page.getByLabel("Search").fill("linen");
  await page.getByLabel("Linen apron").check();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect.poll(notes).toEqual(["retry", "Enamel mug,Linen apron"]);
});

test("a request carries a token, and is repeated once with a new one when the app asks for that", async () => {
  expect(await appFrame().evaluate(async () => await (await fetch("/data")).json())).toEqual({ ok: true });
  expect(tokensSeen).toHaveLength(2);
  for (const token of tokensSeen) expect(token).toMatch(/^Bearer ey/);
});

test("the app's path stands in the admin's address: reloading and going back keep the page", async () => {
  await press("Go on");
  await page.waitForURL("**/apps/coupon-pools/app/pools/two?tab=uploads");
  await page.reload();
  await inApp().getByRole("heading", { name: "/app/pools/two" }).waitFor();
  // A plain link has no token: the app bounces it, and the stub brings it back with one.
  await inApp().getByRole("link", { name: "Three" }).click();
  await inApp().getByRole("heading", { name: "/app/pools/three" }).waitFor();
  await page.waitForURL("**/apps/coupon-pools/app/pools/three");
  await page.goBack();
  await page.waitForURL("**/app/pools/two?tab=uploads");
});

test.each([1280, 375])("the sandbox's own pages are accessible and fit at %i px", async (width) => {
  const email = await listen(
    createEmailPlatform({ appUrl: app.url, apiKeyId: "cpk_1", apiSecret: "whsec_AAAA" }).server,
    0,
  );
  await page.setViewportSize({ width, height: 812 });
  for (const address of [admin.url, `${admin.url}/controls`, email.url]) {
    await page.goto(address);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    expect(await axeFindings(), address).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBe(width);
  }
  await email.close();
});
