import pg from "pg";
import { expect, test } from "vitest";
import type { Demo } from "#sandbox/demo/start-demo.ts";
import { callApi } from "#sandbox/email/call-api.ts";
import type { AdminPage } from "./admin-page.ts";
import { demoInBrowser } from "./demo-in-browser.ts";
import { faintParts } from "./faint-parts.ts";

// When a pool runs dry, in words and pictures.

let demo: Demo;
let admin: AdminPage;
let poolId: string;

demoInBrowser("seeded", (opened) => {
  ({ demo, admin } = opened);
});

async function run(...statements: string[]): Promise<void> {
  const client = new pg.Client(demo.databaseUrl);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement, [poolId]);
  } finally {
    await client.end();
  }
}

/** A pool that has been used for two weeks, more on some days than on others. */
async function useForTwoWeeks(): Promise<void> {
  const found = demo.pools.find(({ handle }) => handle === "vip-early-access");
  if (!found) throw new Error("The demo has no such pool.");
  poolId = found.id;
  const answer = await callApi(demo, "POST", "/api/v1/claims", {
    pool: found.handle,
    campaign: { id: "welcome-2026", type: "automation" },
    recipients: Array.from({ length: 140 }, (_, n) => ({ key: `msg-use-${n}`, contact: `customer-${n}` })),
  });
  expect(answer.status).toBe(200);
  await run(
    "update pools set created_at = now() - interval '14 days' where id = $1",
    `update claims c set claimed_at = now() - interval '1 hour' * (n.place * 2.3 + 10 * (n.place % 3))
     from (select key, row_number() over (order by key) as place from claims where pool_id = $1) n
     where c.key = n.key and c.pool_id = $1 and n.place < 140`,
    "delete from pool_forecasts where pool_id = $1",
    "delete from pool_use where pool_id = $1",
    // As the job would have seen it every hour.
    `insert into pool_use (pool_id, hour, remaining)
     select $1, date_trunc('hour', now(), 'UTC') - interval '1 hour' * h,
            250 - (select count(*) from claims where pool_id = $1 and claimed_at < now() - interval '1 hour' * h)
     from generate_series(1, 300) h`,
  );
}

test("a pool that nobody has used yet says so, and offers no table of zeros", async () => {
  const unused = demo.pools.find(({ handle }) => handle === "vip-early-access");
  await admin.open(`/app/pools/${unused?.id}`);
  await admin.app.getByText("No code was assigned in the last 30 days.").waitFor();
  expect(await admin.app.getByRole("button", { name: "Show as table" }).count()).toBe(0);
  expect(await admin.app.getByRole("table", { name: "Codes per day" }).count()).toBe(0);
});

test("the page of a pool says when it runs dry, draws it, and shows the figures as a table", async () => {
  await useForTwoWeeks();
  await admin.open(`/app/pools/${poolId}`);
  const { app } = admin;
  await app.getByText(/Will run dry in about|Will not run dry/).waitFor();
  await app.locator(".cp-chart svg.recharts-surface").nth(1).waitFor();
  await admin.lookTwice("pool-forecast");
  const table = app.getByRole("table", { name: "Codes per day" });
  expect(await table.getByRole("row").count()).toBe(31);
  await app.getByRole("button", { name: "Show as table" }).press("Enter");
  await app.getByRole("button", { name: "Hide the table" }).waitFor();
  await admin.look("pool-forecast-table");
  // Polaris' dark theme, of which the admin shows nothing yet, is made of the same tokens.
  for (const theme of ["light", "dark-experimental"]) {
    await app.locator("html").evaluate((html, name) => {
      html.setAttribute("class", `p-theme-${name}`);
    }, theme);
    await app.locator(".cp-chart").last().hover();
    expect(await app.locator("html").evaluate(faintParts), theme).toEqual([]);
  }
  // With the system's colours for high contrast, which leave what is drawn in SVG as it is.
  for (const colorScheme of ["light", "dark"] as const) {
    await admin.page.emulateMedia({ forcedColors: "active", colorScheme });
    expect(await app.locator("html").evaluate(faintParts), `forced, ${colorScheme}`).toEqual([]);
  }
  await admin.page.emulateMedia({ forcedColors: null, colorScheme: null });
});

test("the page of a pool says what alerts told of it", async () => {
  await run(
    `insert into pool_alerts (pool_id, kind, account_id, detail)
     select id, 'pool.codes_expiring', account_id, '{"codes": 40, "days": 7}' from pools where id = $1`,
  );
  await admin.open(`/app/pools/${poolId}`);
  await admin.app.getByText("40 codes that are still to be handed out expire within 7 days.").waitFor();
  await admin.look("pool-trouble");
});

test("the dashboard says which pools run dry soon", async () => {
  await run("update pool_forecasts set runs_dry_at = now() + interval '100 hours' where pool_id = $1");
  await admin.open("/app");
  await admin.app.getByText("Dry in about 4 days").waitFor();
  await admin.lookTwice("dashboard-forecast");
});

test("a pool can be low because of days, and says what that means", async () => {
  await admin.open(`/app/pools/${poolId}/edit`);
  const { app } = admin;
  await app.getByLabel("Unit of the low-water mark").selectOption("days");
  await app.getByLabel("Count the pool as low when it will run dry within").fill("60");
  await admin.saveBar("Save");
  await app.getByText("Enter 1 to 45 days").first().waitFor();
  await app.getByLabel("Count the pool as low when it will run dry within").fill("7");
  await admin.look("low-water-days");
  await admin.saveBar("Save");
  await app.getByText("Counts as low when it will probably run dry within 7 days.").waitFor();
});
