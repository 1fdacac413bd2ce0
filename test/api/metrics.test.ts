import { afterEach, expect, test } from "vitest";
import { createHealth, health } from "#app/api/health.server.ts";
import { database } from "#app/db/database.server.ts";
import { renderMetrics } from "#app/health/render-metrics.server.ts";
import { sendJob, startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { mountedApi, newIntegration } from "#test/support/api.ts";
import { freshDatabase } from "#test/support/database.ts";
import { newDynamicPool } from "#test/support/dynamic-pool.ts";
import { deliverAll, newEndpoint } from "#test/support/outbox.ts";
import { codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

const api = mountedApi();
const TOKEN = "0123456789abcdef0123456789abcdef";
/** Far enough from one look to the next that none is answered from memory. */
let now = performance.now();

afterEach(async () => {
  await stopQueue();
});

async function look(): Promise<string> {
  now += 60_000;
  return (await renderMetrics(now)).text;
}

/** What is measured, by the whole name with its labels. */
async function measured(): Promise<Record<string, number>> {
  const lines = (await look()).split("\n").filter((line) => line.startsWith("coupon_pools_"));
  return Object.fromEntries(
    lines.map((line) => {
      const space = line.lastIndexOf(" ");
      return [line.slice("coupon_pools_".length, space), Number(line.slice(space))];
    }),
  );
}

test("beside the API nobody reads the metrics without the token, and there are none where none is set", async () => {
  expect((await health.request("/metrics")).status).toBe(404);
  const open = createHealth("token", () => TOKEN);
  expect((await open.request("/metrics")).status).toBe(401);
  const ask = (authorization: string) => open.request("/metrics", { headers: { authorization } });
  for (const wrong of [`Bearer ${TOKEN.slice(1)}`, TOKEN, "Bearer ", `Bearer ${TOKEN} `.repeat(2)]) {
    expect((await ask(wrong)).status, wrong).toBe(401);
  }
  const answer = await ask(`Bearer ${TOKEN}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toContain("text/plain");
});

test("on a port of its own whoever reaches it may read, unless there is a token", async () => {
  expect((await createHealth("listener", () => undefined).request("/metrics")).status).toBe(200);
  expect((await createHealth("listener", () => TOKEN).request("/metrics")).status).toBe(401);
});

test("claims are counted by outcome, refusals by code, folds by size", async () => {
  await startQueue();
  const mailer = await newIntegration(api);
  const pool = await poolWithCodes(mailer.accountId, codesNamed("METER", 3));
  const before = await measured();
  const claim = (recipients: number, key: string, named = pool) =>
    mailer.call("POST", "/api/v1/claims", {
      json: {
        pool: named,
        campaign: { id: "spring", type: "automation" },
        recipients: Array.from({ length: recipients }, (_, n) => ({ key: `${key}-${n}`, contact: `c${n}` })),
      },
    });
  await claim(5, "a");
  await claim(2, "a");
  await claim(1, "b", "no-such-pool");
  const after = await measured();
  const grown = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);
  expect(grown('claims_total{outcome="assigned"}')).toBe(3);
  expect(grown('claims_total{outcome="exhausted"}')).toBe(2);
  expect(grown('claims_total{outcome="repeated"}')).toBe(2);
  expect(grown('claim_requests_refused_total{code="not_found"}')).toBe(1);
  expect(grown("claim_duration_seconds_count")).toBe(3);
  expect(grown("fold_recipients_count")).toBe(2);
  expect(grown("fold_recipients_sum")).toBe(7);
  expect(grown('http_requests_total{route="POST /api/v1/claims",status="200"}')).toBe(2);
  expect(grown('http_requests_total{route="POST /api/v1/claims",status="404"}')).toBe(1);
  expect(grown('http_request_duration_seconds_count{kind="api"}')).toBe(3);
});

test("buffers, what waits to be made, late shops and jobs are told by platform and kind", async () => {
  await startQueue();
  const accountId = await newAccount();
  const { prisma, pool } = database();
  const short = await newDynamicPool(accountId, { bufferTarget: 250 });
  await newDynamicPool(accountId, { bufferTarget: 1_000, unavailableReason: "disconnected" });
  const { storeId, templateId } = short;
  const group = { id: `grp-${storeId}`, accountId, storeId, templateId, title: "G", offerVersion: 1 };
  await prisma.group.create({ data: group });
  const batch = { accountId, storeId, poolId: short.id, groupId: group.id, quantity: 250 };
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
  await prisma.batch.createMany({
    data: [
      { ...batch, id: "waits", createdAt: ago(120) },
      { ...batch, id: "done", state: "settled", createdAt: ago(9_999) },
      { ...batch, id: "unwanted", unwanted: true, createdAt: ago(9_999) },
    ],
  });
  const magento = { accountId, platform: "magento" as const, name: "M" };
  await prisma.store.createMany({
    data: [
      { ...magento, id: "in-time", domain: "a", exchangedAt: ago(30) },
      { ...magento, id: "late", domain: "b", exchangedAt: ago(4_000) },
      { ...magento, id: "gone", domain: "c", exchangedAt: ago(90_000), disconnectedAt: ago(80_000) },
    ],
  });
  await sendJob(pool, "check-store", { storeId });
  await sendJob(pool, "check-store", { storeId }, { afterSeconds: 600 });
  await pool.query("update pgboss.job set start_after = now() - interval '90 s' where start_after <= now()");
  const found = await measured();
  expect(found).toMatchObject({
    database_read_up: 1,
    'buffer_ready_codes{platform="shopify"}': 0,
    'buffer_wanted_codes{platform="shopify"}': 250,
    'buffer_short_pools{platform="shopify"}': 1,
    'buffer_wanted_codes{platform="magento"}': 0,
    'magento_stores{state="on_time"}': 1,
    'magento_stores{state="late"}': 1,
    'jobs_waiting{job="check-store"}': 1,
    'jobs_waiting{job="mint-store"}': 0,
  });
  expect(found['replenishment_lag_seconds{platform="shopify"}']).toBeGreaterThanOrEqual(120);
  expect(found['replenishment_lag_seconds{platform="shopify"}']).toBeLessThan(300);
  expect(found.magento_exchange_lag_seconds).toBeGreaterThanOrEqual(4_000);
  expect(found.magento_exchange_lag_seconds).toBeLessThan(5_000);
  expect(found['oldest_job_age_seconds{job="check-store"}']).toBeGreaterThanOrEqual(90);
});

test("deliveries are counted by what came of them, and what waits by its age", async () => {
  await startQueue();
  const accountId = await newAccount();
  await newEndpoint(accountId);
  const pool = await poolWithCodes(accountId, codesNamed("EVENT", 10));
  const before = await measured();
  await database().pool.query("update pools set available = 0, voided = 10 where id = $1", [pool]);
  expect((await measured()).event_lines_waiting).toBe(1);
  let at = Date.now();
  const answers = [503, null, 200];
  const surroundings = {
    clock: () => new Date(at),
    random: () => 0,
    post: async () => {
      const status = answers.shift();
      if (status === 200) return { kind: "delivered" as const, status };
      return { kind: "failed" as const, status: status ?? null, error: "Not now." };
    },
  };
  while (answers.length > 0) {
    await deliverAll(surroundings);
    at += 3_600_000;
  }
  const after = await measured();
  for (const result of ["refused", "unreachable", "delivered"]) {
    const name = `event_deliveries_total{result="${result}"}`;
    expect((after[name] ?? 0) - (before[name] ?? 0), result).toBe(1);
  }
  expect(after.event_lines_waiting).toBe(0);
  expect(after['event_endpoints{state="working"}']).toBe(1);
});

test("no label names an account, a store, a pool, a key or a campaign", async () => {
  await startQueue();
  const text = await look();
  expect(text).not.toMatch(/(acc|str|pool|cpk|cpb|tpl|grp|upl|evt)_[0-9A-HJKMNP-TV-Z]{26}/);
  const names = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, name]) => name));
  const allowed = [
    "outcome",
    "code",
    "route",
    "status",
    "kind",
    "job",
    "result",
    "state",
    "platform",
    "type",
    "le",
  ];
  const ofNode = ["version", "major", "minor", "patch", "space"];
  expect([...names].filter((name) => ![...allowed, ...ofNode].includes(name ?? ""))).toEqual([]);
});

test("the database is asked once in a while however often the metrics are read; hanging, it is left out", async () => {
  await startQueue();
  const { pool } = database();
  expect(await look()).toContain("coupon_pools_pools{");
  const holder = await pool.connect();
  await holder.query("begin; lock table pools in access exclusive mode");
  // From memory.
  expect((await renderMetrics(now + 1)).text).toContain("coupon_pools_pools{");
  const readings = await Promise.all([renderMetrics(now + 20_000), renderMetrics(now + 20_000)]);
  for (const { text } of readings) {
    expect(text).toContain("coupon_pools_database_read_up 0");
    expect(text).not.toContain("coupon_pools_pools{");
    expect(text).toContain("process_resident_memory_bytes");
  }
  await holder.query("rollback");
  holder.release();
  expect(await look()).toContain("coupon_pools_database_read_up 1");
});

test("what an alarm waits for is there at 0 from the start: a rate does not see a line's first value", async () => {
  const lines = Object.keys(await measured());
  expect(lines).toEqual(
    expect.arrayContaining([
      'claims_total{outcome="assigned"}',
      'claims_total{outcome="not_ready"}',
      'claim_requests_refused_total{code="overloaded"}',
      'event_deliveries_total{result="given_up"}',
      'alert_mails_total{result="given_up"}',
      'flow_triggers_total{result="refused"}',
    ]),
  );
});
