import { beforeAll, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { recordRedemptions } from "#app/redemptions/record-redemptions.server.ts";
import { mountedApi } from "#test/support/api.ts";
import { type Admin, problemsOf, twoShops } from "#test/support/bridge-pages.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { freshDatabase } from "#test/support/database.ts";
import { type LinkedShop, linkedShop } from "#test/support/magento-shop.ts";
import { codesNamed, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

let shop: LinkedShop;
let admin: Admin;
let others: Admin;

beforeAll(async () => {
  await startQueue();
  ({ shop, admin, others } = await twoShops());
  return stopQueue;
});

async function claim(pool: string, key: string, contact = "ada@example.com"): Promise<void> {
  const claimed = await claimCodes(
    claimRequest({ accountId: shop.accountId, pool, recipients: [{ key, contact }] }),
  );
  expect(claimed.ok).toBe(true);
}

async function historyOf(pool: string): Promise<string[][]> {
  const { entries } = (await admin.get(`/pools/${pool}/history`)).body;
  return entries.map(({ actor, verb }: Record<string, string>) => [actor, verb]);
}

async function text(path: string): Promise<string> {
  const response = await shop.call("GET", `/api/bridge/v1${path}`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  return await response.text();
}

test("a code that was found is marked void once, by the person who is signed in", async () => {
  const pool = await poolWithCodes(shop.accountId, codesNamed("VOID", 2));
  await claim(pool, "v");
  const path = `/pools/${pool}/void`;
  const voided = await admin.ask("POST", path, { json: { code: "void-000001" }, id: "msg_void" });
  expect(voided).toEqual({ status: 200, body: { inShop: "stays" } });
  expect(await admin.ask("POST", path, { json: { code: "void-000001" }, id: "msg_void" })).toEqual(voided);
  expect(await admin.post(path, { code: "VOID-000001" })).toMatchObject({
    status: 400,
    body: { detail: "This code is handed out no more already." },
  });
  const look = await admin.post(`/pools/${pool}/look-up`, { code: "VOID-000001" });
  expect(look.body.matches).toMatchObject([{ state: "void" }]);
  expect((await historyOf(pool))[0]).toEqual(["magento:jane", "code.voided"]);
});

test("a code is marked void in its own pool and account only", async () => {
  const pool = await poolWithCodes(shop.accountId, codesNamed("OWN", 1));
  const other = await poolWithCodes(shop.accountId, codesNamed("NEXT", 1));
  for (const [who, of] of [
    [admin, other],
    [others, pool],
  ] as const)
    expect((await who.post(`/pools/${of}/void`, { code: "OWN-000001" })).status).toBe(404);
  expect((await admin.post(`/pools/${pool}/void`, { code: "NOBODYS" })).status).toBe(404);
  expect(problemsOf(await admin.post(`/pools/${pool}/void`, { code: "" }))).toHaveProperty("code");
  expect((await admin.get(`/pools/${pool}`)).body.remaining).toBe(1);
});

test("the contact of a message gets another code, and what became of the earlier one was chosen", async () => {
  const pool = await poolWithCodes(shop.accountId, codesNamed("MORE", 3));
  await claim(pool, "m");
  const path = `/pools/${pool}/another`;
  const stays = await admin.post(path, { key: "m", earlier: "stays" });
  expect(stays).toMatchObject({ status: 200, body: { code: "MORE-000002", expiresAt: null } });
  expect((await admin.post(`/pools/${pool}/look-up`, { key: stays.body.key })).body.matches).toHaveLength(1);
  // Asked for again within a minute it would be the same wish.
  await database().pool.query(
    "update claims set claimed_at = claimed_at - interval '2 minutes' where pool_id = $1",
    [pool],
  );
  expect((await admin.post(path, { key: "m", earlier: "void" })).body.code).toBe("MORE-000003");
  const { matches } = (await admin.post(`/pools/${pool}/look-up`, { contact: "ada@example.com" })).body;
  expect(matches.map(({ code, state }: Record<string, string>) => [code, state])).toEqual([
    ["MORE-000003", "assigned"],
    ["MORE-000002", "assigned"],
    ["MORE-000001", "void"],
  ]);
  // Whoever finds the void code finds what its contact has now, and the other way round.
  expect(matches.map(({ anotherFor, others }: Record<string, string>) => [anotherFor, others])).toEqual([
    ["MORE-000001", null],
    ["MORE-000001", null],
    [null, "MORE-000002, MORE-000003"],
  ]);
  const byCode = await admin.post(`/pools/${pool}/look-up`, { code: "MORE-000001" });
  expect(byCode.body.matches).toMatchObject([{ others: "MORE-000002, MORE-000003" }]);
  expect((await historyOf(pool)).slice(0, 3)).toEqual([
    ["magento:jane", "claim.another"],
    ["magento:jane", "code.voided"],
    ["magento:jane", "claim.another"],
  ]);
  expect((await others.post(path, { key: "m", earlier: "void" })).status).toBe(404);
  expect(problemsOf(await admin.post(path, { key: "m", earlier: "maybe" }))).toHaveProperty("earlier");
});

test("a pool without a code to give says so as an answer, and changes nothing", async () => {
  const pool = await poolWithCodes(shop.accountId, codesNamed("LAST", 1));
  await claim(pool, "l");
  expect(await admin.post(`/pools/${pool}/another`, { key: "l", earlier: "void" })).toMatchObject({
    status: 409,
    body: { code: "pool_unavailable", detail: expect.stringContaining("no code to give") },
  });
  const look = await admin.post(`/pools/${pool}/look-up`, { code: "LAST-000001" });
  expect(look.body.matches).toMatchObject([{ state: "assigned" }]);
});

test("what a pool's codes brought in, by currency, and how soon", async () => {
  const pool = await poolWithCodes(shop.accountId, codesNamed("SOLD", 4));
  expect((await admin.get(`/pools/${pool}/redemptions`)).body).toEqual({
    assigned: 0,
    redeemed: 0,
    percentRedeemed: null,
    medianSeconds: null,
    money: [],
  });
  for (const key of ["1", "2", "3"]) await claim(pool, `sold-${key}`, `${key}@example.com`);
  await database().pool.query(
    "update codes set assigned_at = now() - interval '1 hour' where pool_id = $1 and assigned_at is not null",
    [pool],
  );
  const order = { kind: "redeemed", orderNumber: null, at: new Date() } as const;
  const euros = { total: "80.00", discount: "8.00", currency: "EUR" };
  await recordRedemptions({
    ...shop,
    news: [
      { ...order, ...euros, code: "SOLD-000001", orderId: "1" },
      { ...order, ...euros, code: "SOLD-000002", orderId: "2" },
    ],
  });
  const { body } = await admin.get(`/pools/${pool}/redemptions`);
  expect(body).toMatchObject({ assigned: 3, redeemed: 2, percentRedeemed: 66.67 });
  expect(body.medianSeconds).toBeGreaterThanOrEqual(3_599);
  expect(body.medianSeconds).toBeLessThan(3_660);
  expect(body.money).toMatchObject([{ currency: "EUR", orders: 2 }]);
  expect(Number(body.money[0].revenue)).toBe(160);
  expect(Number(body.money[0].discount)).toBe(16);
  expect((await others.get(`/pools/${pool}/redemptions`)).status).toBe(404);
});

test("claims are exported of one pool or of all, between two days of the account's own", async () => {
  await database().pool.query("update accounts set time_zone = 'Europe/Berlin' where id = $1", [
    shop.accountId,
  ]);
  const pool = await poolWithCodes(shop.accountId, codesNamed("FILE", 3), { name: "Filed" });
  for (const key of ["early", "late"]) await claim(pool, `file-${key}`);
  // In Berlin it was the next day.
  await database().pool.query(
    "update claims set claimed_at = '2026-11-23T23:30:00Z' where pool_id = $1 and key = 'file-early'",
    [pool],
  );
  const lines = (csv: string) => csv.trimEnd().split("\r\n");
  const all = lines(await text(`/claims/export?pool=${pool}`));
  expect(all[0]).toMatch(/^\ufeff?pool,code,state,key,/);
  expect(all).toHaveLength(3);
  const early = await text(`/claims/export?pool=${pool}&from=2026-11-24&to=2026-11-24`);
  expect(lines(early).slice(1)).toEqual([expect.stringMatching(/^Filed,FILE-\d+,assigned,file-early,/)]);
  expect(lines(await text(`/claims/export?pool=${pool}&to=2026-11-23`))).toHaveLength(1);
  expect(lines(await text("/claims/export")).length).toBeGreaterThan(3);

  for (const [query, field] of [
    ["from=24.11.2026", "from"],
    ["from=2026-11-25&to=2026-11-24", "to"],
  ] as const)
    expect(problemsOf(await admin.get(`/claims/export?${query}`))).toHaveProperty(field);
  expect((await others.get(`/claims/export?pool=${pool}`)).status).toBe(404);
  const theirs = await adminOthersText();
  expect(theirs).not.toContain("FILE-");
});

async function adminOthersText(): Promise<string> {
  const app = mountedApi();
  const another = await linkedShop(app);
  const response = await another.call("GET", "/api/bridge/v1/claims/export");
  return await response.text();
}

test("of many messages to a contact the newest are found, and it is said that there are older ones", async () => {
  const pool = await poolWithCodes(shop.accountId, codesNamed("LONG", 101));
  for (let n = 1; n <= 100; n += 1) await claim(pool, `long-${n}`, "long@example.com");
  const look = async () => (await admin.post(`/pools/${pool}/look-up`, { contact: "long@example.com" })).body;
  expect(await look()).toMatchObject({ hasOlder: false });
  await claim(pool, "long-101", "long@example.com");
  const { matches, hasOlder } = await look();
  expect([matches.length, matches[0].key, hasOlder]).toEqual([100, "long-101", true]);
});
