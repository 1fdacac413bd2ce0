import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Demo } from "#sandbox/demo/start-demo.ts";
import { type AdminPage, openAdmin } from "./admin-page.ts";
import { contextOptions, openBrowser } from "./open-browser.ts";
import { startTestDemo } from "./start-test-demo.ts";

// A pool falls under its mark during a campaign, and everybody who should know does; in order, each test goes on where
// the one before it ended.

let demo: Demo;
let stopDemo: () => Promise<void>;
let browser: Browser;
let admin: AdminPage;
let inbox: Page;

beforeAll(async () => {
  ({ demo, stop: stopDemo } = await startTestDemo("seeded"));
  browser = await openBrowser();
  admin = await openAdmin(browser, demo.adminUrl);
  inbox = await (await browser.newContext(contextOptions(1280))).newPage();
});

afterAll(async () => {
  await browser?.close();
  await stopDemo?.();
});

afterEach(() => {
  expect(admin.complaints.splice(0), "the console complained").toEqual([]);
});

/** Mails that the pool of the campaign is low, and events of it. */
const mails = () => demo.inbox.mails.filter(({ subject }) => subject.includes("VIP early access is low"));
const events = () =>
  demo.email.listener.events.filter(({ body }) => JSON.stringify(body).includes('"vip-early-access"'));

async function ask(question: string): Promise<unknown[]> {
  const client = new pg.Client(demo.databaseUrl);
  await client.connect();
  try {
    return (await client.query(question)).rows;
  } finally {
    await client.end();
  }
}

/** The round of every ten minutes, now, by the app's own worker. */
async function watchPools(): Promise<void> {
  const [job] = await ask("insert into pgboss.job (name, data) values ('watch-pools', '{}') returning id");
  const { id } = job as { id: string };
  await expect
    .poll(() => ask(`select state from pgboss.job where id = '${id}'`), { timeout: 30_000 })
    .toEqual([{ state: "completed" }]);
}

test("what was low or empty before is on the dashboard", async () => {
  await admin.open("/app");
  await admin.app.getByText(/things? needs? you now$/).waitFor();
  await admin.app.getByText("1 thing to look after").waitFor();
  await admin.app.getByRole("link", { name: "Win back lapsed customers" }).first().waitFor();
  await admin.lookTwice("dashboard-alerts");
});

test("while nobody is told by mail, the alerts and the dashboard say so", async () => {
  await admin.open("/app/alerts");
  await admin.app.getByLabel("Who gets them").fill("");
  await admin.saveBar("Save");
  await admin.toast("Alerts saved");
  await admin.app.getByText("Nobody gets these mails yet").waitFor();
  await admin.lookTwice("alerts-nobody");
  await admin.open("/app");
  await admin.app.getByRole("link", { name: "Nobody is told by mail: choose who is" }).click();
  await admin.app.getByLabel("Who gets them").waitFor();
});

test("who gets alerts is chosen, and a wrong address is told next to its field", async () => {
  await admin.open("/app/alerts");
  await admin.app.getByLabel("Who gets them").fill("robin@demo-shop.example\nnot an address");
  await admin.saveBar("Save");
  await admin.app
    .getByText("not: Enter an e-mail address, such as ada@example.com. an: Enter")
    .first()
    .waitFor();
  await admin.lookTwice("alerts-wrong-address");
  // Twice, and in capitals: it is one address, and nothing is left to save.
  const field = admin.app.getByLabel("Who gets them");
  await field.fill("robin@demo-shop.example, Robin@demo-shop.example\nsam@demo-shop.example");
  await admin.saveBar("Save");
  await admin.toast("Alerts saved");
  await expect.poll(() => field.inputValue()).toBe("robin@demo-shop.example\nsam@demo-shop.example");
  await admin.page.locator("#save-bar").getByRole("button", { name: "Save" }).waitFor({ state: "hidden" });
  // What was typed is not lost by a wrong click.
  await field.fill("robin@demo-shop.example\nkim@demo-shop.example");
  await admin.page.getByRole("link", { name: "History" }).click();
  await admin.page.locator("#save-bar").getByRole("button", { name: "Save" }).waitFor();
  expect(admin.path()).toBe("/app/alerts");
  expect(await field.inputValue()).toBe("robin@demo-shop.example\nkim@demo-shop.example");
  await admin.saveBar("Discard");
  await admin.app.getByRole("button", { name: "Send a test mail" }).click();
  await admin.toast("Test mail on its way");
  await expect
    .poll(() => demo.inbox.mails.map(({ to }) => to.join()).sort())
    .toEqual(["robin@demo-shop.example", "sam@demo-shop.example"]);
  await admin.app.getByText("Sent", { exact: true }).first().waitFor();
  demo.inbox.mails.length = 0;
});

test("a pool falls under its mark in a campaign: a mail to each, an event, a banner, each once", async () => {
  const pool = demo.pools.find(({ handle }) => handle === "vip-early-access");
  const campaign = demo.email.startCampaign({
    pool: pool?.id ?? "",
    campaign: { id: "vip-2026", type: "automation" },
    recipients: 235,
    ratePerSecond: 0,
    batchSize: 5,
    repeatPercent: 5,
    mode: "live",
  });
  await campaign.finished;
  await expect.poll(() => mails().length).toBe(2);
  await expect.poll(() => events().length).toBe(1);
  expect(
    mails()
      .map(({ to }) => to.join())
      .sort(),
  ).toEqual(["robin@demo-shop.example", "sam@demo-shop.example"]);
  expect(events()).toMatchObject([{ type: "pool.low", times: 1 }]);
  expect(demo.email.listener.refused).toBe(0);
  // Workflows of the shop hear of it too, once.
  const runs = () =>
    demo.shopify.state.data.flowRuns.filter((run) => run.payload["Pool name"] === "VIP early access");
  await expect.poll(() => runs().length).toBe(1);
  expect(runs()).toMatchObject([{ handle: "pool-running-low", payload: { "Pool status": "low" } }]);
  await admin.open("/app");
  const banner = admin.app.getByText(/2 pools are low/);
  await banner.waitFor();
  await admin.lookTwice("dashboard-low");
  // The link of the mail leads to the pool, in the admin.
  const link = mails()[0]?.text.match(/http\S+/)?.[0] ?? "";
  await admin.open(new URL(link).pathname.replace("/apps/coupon-pools", ""));
  await admin.app.getByRole("heading", { name: "VIP early access" }).waitFor();
  await admin.lookTwice("pool-low");
});

test("further claims and further rounds of the watch say nothing more; a day later everybody is reminded, once", async () => {
  const pool = demo.pools.find(({ handle }) => handle === "vip-early-access")?.id ?? "";
  const more = demo.email.startCampaign({
    pool,
    campaign: { id: "vip-2026", type: "automation" },
    recipients: 5,
    ratePerSecond: 0,
    batchSize: 1,
    repeatPercent: 0,
    mode: "live",
  });
  await more.finished;
  await watchPools();
  await watchPools();
  expect(mails()).toHaveLength(2);
  expect(events()).toHaveLength(1);
  await ask(`update pool_alerts set told_at = told_at - interval '25 hours' where pool_id = '${pool}'`);
  await watchPools();
  await watchPools();
  await expect.poll(() => mails().length).toBe(4);
  expect(
    mails()
      .slice(0, 2)
      .map(({ to, subject }) => `${to.join()} ${subject}`)
      .sort(),
  ).toEqual([
    "robin@demo-shop.example Still so: VIP early access is low: 10 codes left",
    "sam@demo-shop.example Still so: VIP early access is low: 10 codes left",
  ]);
  // A program was told; it needs no reminder.
  expect(await ask("select from event_lines")).toEqual([]);
  expect(events()).toMatchObject([{ type: "pool.low", times: 1 }]);
  expect(await ask("select from alert_mails where state = 'waiting'")).toEqual([]);
  expect(mails()).toHaveLength(4);
  await admin.open("/app");
  await admin.app.getByText(/2 pools are low/).waitFor();
});

test("the inbox shows the mail and the event", async () => {
  await inbox.goto(`${demo.emailPlatformUrl}/inbox`);
  await inbox
    .getByText(/VIP early access is low/)
    .first()
    .click();
  await inbox.getByText("Upload more codes.").first().waitFor();
  await inbox.getByText("pool.low").first().click();
  await inbox.getByText('"low_water_mark"').waitFor();
  await inbox.screenshot({ path: "var/screenshots/inbox-1280.png", fullPage: true });
  await inbox.setViewportSize({ width: 375, height: 812 });
  const sideways = await inbox.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBe(0);
  await inbox.screenshot({ path: "var/screenshots/inbox-375.png", fullPage: true });
  await inbox.getByRole("link", { name: "As the mail program shows it" }).first().click();
  await inbox.getByRole("link", { name: "Open in Coupon Pools" }).waitFor();
});

test("an endpoint is tested, its log says what came of it, and an event is sent again", async () => {
  await admin.open("/app/alerts");
  await admin.app.getByRole("button", { name: /^Send a test event/ }).click();
  await admin.toast("Test event on its way");
  await admin.app.getByText("Test event", { exact: true }).waitFor();
  await expect.poll(() => demo.email.listener.events.some(({ type }) => type === "endpoint.test")).toBe(true);
  await admin.app
    .getByRole("button", { name: /^Send again: A pool is low/ })
    .first()
    .click();
  await admin.toast("Event on its way");
  await expect.poll(() => events()[0]?.times).toBe(2);
  await admin.app.getByText("Waiting", { exact: true }).waitFor({ state: "hidden" });
  await admin.lookTwice("alerts");
});

test("an endpoint inside a network is refused, and one that answers nothing is shown as failing", async () => {
  await admin.app.getByRole("button", { name: "Add endpoint" }).click();
  await admin.app.getByLabel("Address of the endpoint").fill("https://169.254.169.254/latest");
  await admin.app.getByRole("button", { name: "Add", exact: true }).click();
  await admin.app.getByText("The address must be public: this one is inside a network.").waitFor();
  await admin.app.getByLabel("Address of the endpoint").fill("http://127.0.0.1:1/hook");
  await admin.app.getByRole("button", { name: "Add", exact: true }).click();
  await admin.app.getByText(/^whsec_/).waitFor();
  await admin.lookTwice("alerts-secret");
  await admin.app.getByRole("button", { name: "I have stored it" }).click();
  await admin.app.getByRole("button", { name: "Send a test event to 127.0.0.1:1", exact: true }).click();
  await admin.app.getByText(/^No event has arrived since .+: Nobody takes connections/).waitFor();
  await admin.app.getByText("Failing").waitFor();
  await admin.lookTwice("alerts-failing");
  await admin.app.getByRole("button", { name: "Remove 127.0.0.1:1", exact: true }).click();
  await admin.app.getByRole("dialog").getByRole("button", { name: "Remove endpoint" }).click();
  await admin.toast("Endpoint removed");
});

test("eight problems at once do not bury the pools, and each can be read", async () => {
  const [account] = await ask("select account_id as id from pools limit 1");
  const { id } = account as { id: string };
  const poolOf = (handle: string) => demo.pools.find((pool) => pool.handle === handle)?.id;
  await ask(`insert into stores (id, account_id, platform, domain, name, connected_at, exchanged_at, late_told_at) values
    ('store_silent', '${id}', 'magento', 'silent.example', 'Magento outlet', now() - interval '9 days', now() - interval '5 days', now()),
    ('store_ends', '${id}', 'magento', 'ends.example', 'Magento EU', now() - interval '9 days', now(), now())`);
  await ask(`insert into code_expiries (store_id, code_id, expires_at, noted_at)
    select 'store_ends', id, now() + interval '1 day', now() - interval '3 hours' from codes limit 1`);
  await ask("update store_paces set codes_held = 17900000");
  await ask("update api_clients set personal_key_at = now()");
  await ask(`insert into privacy_requests (id, account_id, kind, source, actor, state, due_at)
    values ('preq_1', '${id}', 'data', 'shopify', 'shopify', 'open', now() + interval '20 days')`);
  await ask(`insert into pool_alerts (pool_id, kind, account_id, detail) values
    ('${poolOf("newsletter-thank-you")}', 'pool.replenish_failed', '${id}', '{}'),
    ('${poolOf("birthday")}', 'pool.codes_expiring', '${id}', '{"codes": 12, "days": 7}')`);
  await admin.open("/app");
  const { app, page } = admin;
  await app.getByText("5 things need you now").waitFor();
  await app.getByText("A Magento store does not call: Magento outlet (last call 5 days ago)").waitFor();
  await app
    .getByText("A Magento store does not take the ends of codes: Magento EU (for 3 h 0 min)")
    .waitFor();
  const top = async () => (await app.getByRole("tablist").first().boundingBox())?.y ?? Number.NaN;
  expect(await top()).toBeLessThan(560);
  await page.setViewportSize({ width: 375, height: 812 });
  expect(await top()).toBeLessThan(812);
  await page.setViewportSize({ width: 1280, height: 900 });
  await admin.lookTwice("dashboard-troubles");
  await app.getByRole("button", { name: "Show them" }).press("Enter");
  await app.getByText(/^Codes of a pool expire within a week: Birthday gift$/).waitFor();
  await admin.lookTwice("dashboard-troubles-unfolded");
  await app
    .getByText(/puts what look like email addresses into the keys of messages/)
    .getByRole("link")
    .click();
  await app.getByText(/keys and campaign ids are stored as they come/).waitFor();
  // A pool's page tells of the shop in whose admin it stands, not of one that was connected before.
  await admin.open(`/app/pools/${poolOf("vip-early-access")}`);
  await app.getByText(/^Demo Shop · /).waitFor();
  await admin.open("/app/settings");
  await app.getByText(/It does not take the ends of codes/).waitFor();
  await admin.lookTwice("settings-late-stores");
});
