import { beforeAll, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { recordRedemptions } from "#app/redemptions/record-redemptions.server.ts";
import { type Admin, problemsOf, twoShops } from "#test/support/bridge-pages.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { freshDatabase } from "#test/support/database.ts";
import { type LinkedShop, SHOP_REPORT } from "#test/support/magento-shop.ts";
import { codesNamed, poolWithCodes } from "#test/support/pool-with-codes.ts";
import { REPORTED_RULE } from "#test/support/reported-rule.ts";

freshDatabase();

let shop: LinkedShop;
let admin: Admin;
let others: Admin;

beforeAll(async () => {
  await startQueue();
  ({ shop, admin, others } = await twoShops());
  return stopQueue;
});

let names = 0;
function staticPool(change: object = {}) {
  names += 1;
  return { type: "static", name: `Spring ${names}`, handle: `spring-${names}`, ...change };
}

async function claim(pool: string, key: string, contact: string): Promise<void> {
  const claimed = await claimCodes(
    claimRequest({ accountId: shop.accountId, pool, recipients: [{ key, contact }] }),
  );
  expect(claimed.ok).toBe(true);
}

test("a static pool is made, changed, archived and restored, by the person who is signed in", async () => {
  const made = await admin.post("/pools", staticPool({ fallbackCode: null, lowWaterValue: "25" }));
  expect(made).toMatchObject({
    status: 201,
    body: { type: "static", status: "empty", lowWaterValue: 25, redeemed: 0, ready: null, dynamic: null },
  });
  const path = `/pools/${made.body.id}`;
  const changed = await admin.put(path, staticPool({ name: "Summer", perContact: "for_good" }));
  expect(changed.body).toMatchObject({ name: "Summer", perContact: "for_good", lowWaterValue: 10 });
  expect((await admin.get(path)).body).toEqual({ ...changed.body, forecast: null });
  expect((await admin.get(`/pools/${made.body.handle}`)).body.id).toBe(made.body.id);
  for (let n = 0; n < 2; n += 1)
    expect((await admin.post(`${path}/archive`)).body).toMatchObject({ status: "archived" });
  for (let n = 0; n < 2; n += 1)
    expect((await admin.post(`${path}/unarchive`)).body).toMatchObject({ status: "empty" });
  const { entries } = (await admin.get(`${path}/history`)).body;
  expect(entries.map(({ actor, verb, text }: Record<string, string>) => [actor, verb, text])).toEqual([
    ["magento:jane", "pool.unarchived", "Pool restored from the archive"],
    ["magento:jane", "pool.archived", "Pool archived"],
    ["magento:jane", "pool.edited", expect.stringMatching(/^Pool edited: /)],
    ["magento:jane", "pool.created", "Pool created"],
  ]);
  const page = await admin.get(`${path}/history?limit=1&before=${entries[0].id}`);
  expect(page.body.entries).toEqual([entries[1]]);
});

test("one pool tells when it will run dry, as it was last forecast", async () => {
  const { id } = (await admin.post("/pools", staticPool({ name: "Dry" }))).body;
  const [at, earliest] = ["2026-12-06T02:31:00.000Z", "2026-12-04T20:22:00.000Z"];
  await database().prisma.poolForecast.create({
    data: {
      poolId: id,
      madeAt: new Date("2026-11-24T10:00:00Z"),
      assigned: 10,
      remaining: 40,
      isKnown: true,
      runsDryAt: new Date(at),
      earliestAt: new Date(earliest),
    },
  });
  const { forecast } = (await admin.get(`/pools/${id}`)).body;
  expect(forecast).toEqual({ kind: "soon", at, earliest, latest: null });
  await admin.post(`/pools/${id}/archive`);
  expect((await admin.get(`/pools/${id}`)).body.forecast).toBeNull();
});

test("what is wrong with a pool is told next to each field, whatever was typed there", async () => {
  const wrong = await admin.post("/pools", {
    type: "static",
    name: "",
    handle: "Not a handle",
    lowWaterValue: "many",
    perContact: "two",
    whenDry: "fallback",
  });
  expect(Object.keys(problemsOf(wrong)).sort()).toEqual([
    "fallbackCode",
    "handle",
    "lowWaterValue",
    "name",
    "perContact",
  ]);
  expect(problemsOf(await admin.post("/pools", { type: "neither" }))).toHaveProperty("type");
  expect(Object.keys(problemsOf(await admin.post("/pools", { type: "dynamic" }))).sort()).toEqual([
    "handle",
    "name",
    "templateId",
  ]);
  const made = await admin.post("/pools", staticPool());
  expect(
    problemsOf(await admin.post("/pools", { ...staticPool(), handle: made.body.handle })),
  ).toHaveProperty("handle");
  const path = `/pools/${made.body.id}`;
  expect(problemsOf(await admin.put(path, staticPool({ type: "dynamic" })))).toHaveProperty("type");
});

test("a dynamic pool is made of a template and keeps it", async () => {
  await shop.call("POST", "/api/bridge/v1/exchange", {
    json: {
      shop: SHOP_REPORT,
      rules: { generation: "1", page: 1, last: true, rules: [REPORTED_RULE] },
    },
  });
  const template = (await admin.post("/templates", { name: "Welcome", rule: 12 })).body;
  const settings = {
    type: "dynamic",
    name: "Welcome",
    handle: "welcome",
    templateId: template.id,
    codeFormat: { prefix: "HI-", groups: "1", groupLength: 8, separator: "", alphabet: "letters" },
    limit: null,
    validDays: "30",
    bufferFixed: 300,
  };
  const wrong = await admin.post("/pools", {
    ...settings,
    codeFormat: { ...settings.codeFormat, groups: "many", alphabet: "runes" },
    bufferFixed: "some",
  });
  expect(Object.keys(problemsOf(wrong)).sort()).toEqual([
    "bufferFixed",
    "codeFormat.alphabet",
    "codeFormat.groups",
  ]);
  const made = await admin.post("/pools", settings);
  expect(made).toMatchObject({
    status: 201,
    body: {
      type: "dynamic",
      ready: 0,
      expiry: { validDays: 30, precision: "day" },
      dynamic: { templateId: template.id, bufferFixed: 300, codeFormat: { prefix: "HI-", groups: 1 } },
    },
  });
  const path = `/pools/${made.body.id}`;
  expect((await admin.put(path, { ...settings, limit: 500 })).body).toMatchObject({
    limit: 500,
    expiry: { validDays: 30, precision: "day" },
  });
  expect(problemsOf(await admin.put(path, { ...settings, templateId: "tpl_other" }))).toHaveProperty(
    "templateId",
  );
  expect((await admin.get(`/templates/${template.id}`)).body.pools).toMatchObject([{ handle: "welcome" }]);
  const archived = await admin.post(`${path}/archive`, { deleteUnassigned: true });
  expect(archived.body).toMatchObject({ status: "archived", counts: { available: 0 } });
});

test("a new pool brings its template along: all that is wrong is told at once, and nothing is made before", async () => {
  const offer = {
    reward: { kind: "amount_off", value: { kind: "percentage", percent: "" }, items: { kind: "all" } },
  };
  const taken = (await admin.post("/pools", staticPool())).body.handle;
  const before = (await admin.get("/templates")).body.templates.length;
  const pool = { type: "dynamic", name: "", handle: taken, limit: "many", whenDry: "fallback" };
  const wrong = await admin.post("/pools", { ...pool, template: { name: "", offer } });
  expect(Object.keys(problemsOf(wrong)).sort()).toEqual([
    "fallbackCode",
    "handle",
    "limit",
    "name",
    "template.name",
    "template.offer.reward.value.percent",
    "template.offer.startsAt",
  ]);
  const noRule = await admin.post("/pools", { ...pool, template: { name: "Welcome", rule: 99 } });
  expect(problemsOf(noRule)).toMatchObject({ name: expect.anything(), "template.rule": expect.anything() });
  // The pool alone is wrong: no template is left over.
  const template = { name: "Fifteen off", offer: { ...offer, startsAt: "2026-11-24T00:00:00Z" } };
  template.offer.reward.value.percent = "15";
  const alone = await admin.post("/pools", { ...pool, template });
  expect(Object.keys(problemsOf(alone)).sort()).toEqual(["fallbackCode", "handle", "limit", "name"]);
  expect((await admin.get("/templates")).body.templates).toHaveLength(before);
  const made = await admin.post("/pools", { type: "dynamic", name: "Along", handle: "along", template });
  expect(made).toMatchObject({ status: 201, body: { dynamic: { templateName: "Fifteen off" } } });
  expect((await admin.get("/templates")).body.templates).toHaveLength(before + 1);
});

test("the grid is filtered, in an order, and page by page with a total", async () => {
  for (const [name, codes] of [
    ["Grid A", 3],
    ["Grid B", 0],
    ["Grid C", 1],
  ] as const) {
    const handle = name.toLowerCase().replace(" ", "-");
    await poolWithCodes(shop.accountId, codesNamed(name.replace(" ", ""), codes), { name, handle });
  }
  const namesOf = async (query: string) => {
    const { body } = await admin.get(`/pools?search=grid&${query}`);
    return [body.total, body.pools.map(({ name }: { name: string }) => name)];
  };
  expect(await namesOf("")).toEqual([3, ["Grid A", "Grid B", "Grid C"]]);
  expect(await namesOf("sort=remaining&direction=desc&limit=2")).toEqual([3, ["Grid A", "Grid C"]]);
  expect(await namesOf("sort=remaining&direction=desc&limit=2&offset=2")).toEqual([3, ["Grid B"]]);
  expect(await namesOf("offset=50")).toEqual([3, []]);
  expect(await namesOf("status=empty")).toEqual([1, ["Grid B"]]);
  expect(await namesOf("type=dynamic")).toEqual([0, []]);
  for (const sort of ["type", "status", "percentRemaining", "assigned", "redeemed", "updatedAt"])
    expect((await admin.get(`/pools?sort=${sort}`)).status).toBe(200);
  expect((await admin.get("/pools?limit=201")).status).toBe(400);
  expect((await admin.get("/pools?sort=luck")).status).toBe(400);
  expect((await others.get("/pools")).body).toEqual({ pools: [], total: 0 });
});

test("the latest codes of a pool, and who got one, by code, contact and key", async () => {
  const name = "Looked at";
  const pool = await poolWithCodes(shop.accountId, codesNamed("LOOK", 5), { name });
  for (const [key, contact] of [
    ["a", "ada@example.com"],
    ["b", "bob@example.com"],
    ["c", "ada@example.com"],
  ] as const)
    await claim(pool, key, contact);
  const path = `/pools/${pool}`;
  const { claims } = (await admin.get(`${path}/claims`)).body;
  expect(claims.map(({ key, code, state }: Record<string, string>) => [key, code, state])).toEqual([
    ["c", "LOOK-000003", "assigned"],
    ["b", "LOOK-000002", "assigned"],
    ["a", "LOOK-000001", "assigned"],
  ]);
  expect((await admin.get(`${path}/claims?offset=1&limit=1`)).body.claims).toEqual([claims[1]]);

  const found = { ...claims[1], anotherFor: null, others: null, pool: { id: pool, name } };
  expect((await admin.post(`${path}/look-up`, { code: "look-000002" })).body.matches).toEqual([found]);
  expect((await admin.post(`${path}/look-up`, { key: "b" })).body.matches).toEqual([found]);
  const ofAda = (await admin.post(`${path}/look-up`, { contact: "Ada@example.com" })).body.matches;
  expect(ofAda.map(({ key }: { key: string }) => key)).toEqual(["c", "a"]);
  expect((await admin.post(`${path}/look-up`, { code: "LOOK-000005" })).body.matches).toMatchObject([
    { key: null, state: "available", assignedAt: null },
  ]);
  expect((await admin.post(`${path}/look-up`, { code: "NOBODYS" })).body).toEqual({
    matches: [],
    hasOlder: false,
  });
  expect((await admin.post(`${path}/look-up`, {})).status).toBe(400);
  expect((await admin.post(`${path}/look-up`, { code: "a", key: "b" })).status).toBe(400);

  const order = { kind: "redeemed", code: "LOOK-000001", orderId: "1", orderNumber: null } as const;
  const money = { total: "8.00", discount: "2.00", currency: "EUR" };
  await recordRedemptions({ ...shop, news: [{ ...order, ...money, at: new Date() }] });
  expect((await admin.get(path)).body).toMatchObject({ assigned: 3, redeemed: 1 });
  expect((await admin.get("/pools?search=looked")).body.pools).toMatchObject([{ redeemed: 1 }]);
  expect((await admin.get(`${path}/claims`)).body.claims[2]).toMatchObject({ state: "redeemed" });
  for (const question of [{ key: "a" }, { code: "LOOK-000001" }, { contact: "ada@example.com" }]) {
    const { matches } = (await admin.post(`${path}/look-up`, question)).body;
    expect(matches, JSON.stringify(question)).toContainEqual(
      expect.objectContaining({ key: "a", state: "redeemed" }),
    );
  }
});

test("a repeated message gets the first answer and makes nothing twice", async () => {
  const json = staticPool();
  const first = await admin.ask("POST", "/pools", { json, id: "msg_same" });
  expect(await admin.ask("POST", "/pools", { json, id: "msg_same" })).toEqual(first);
  const reused = await admin.ask("POST", "/pools", { json: staticPool(), id: "msg_same" });
  expect(reused).toMatchObject({ status: 409, body: { code: "message_reused" } });
});

test("what belongs to another account does not exist", async () => {
  const pool = await poolWithCodes(shop.accountId, codesNamed("MINE", 1));
  await claim(pool, "mine", "ada@example.com");
  const path = `/pools/${pool}`;
  for (const below of ["", "/claims", "/history"])
    expect((await others.get(path + below)).status, below).toBe(404);
  expect((await others.post(`${path}/look-up`, { code: "MINE-000001" })).status).toBe(404);
  expect((await others.put(path, staticPool())).status).toBe(404);
  for (const below of ["/archive", "/unarchive"])
    expect((await others.post(path + below)).status, below).toBe(404);
  const theirs = await others.post("/pools", staticPool());
  const looked = await others.post(`/pools/${theirs.body.id}/look-up`, { code: "MINE-000001" });
  expect(looked.body).toEqual({ matches: [], hasOlder: false });
  const { rows } = await database().pool.query("select archived_at from pools where id = $1", [pool]);
  expect(rows).toEqual([{ archived_at: null }]);
});
