import { beforeAll, beforeEach, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { instruct } from "#app/platforms/magento/instruct.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { mountedApi } from "#test/support/api.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { freshDatabase } from "#test/support/database.ts";
import {
  type LinkedShop,
  linkedShop,
  linkRequest,
  SHOP_REPORT,
  sendLink,
} from "#test/support/magento-shop.ts";
import { codesNamed, poolWithCodes } from "#test/support/pool-with-codes.ts";
import { REPORTED_RULE } from "#test/support/reported-rule.ts";

freshDatabase();

let app: ReturnType<typeof mountedApi>;
let shop: LinkedShop;

beforeAll(async () => {
  await startQueue();
  return stopQueue;
});
beforeEach(async () => {
  // Tries to link are counted in each: none of them is a test's business here.
  app = mountedApi();
  shop = await linkedShop(app);
});

interface Exchanged {
  accepted: { results: string[]; events: string[] };
  refused: { events: { id: string; detail: string }[] };
  instructions: { id: string; kind: string; data: unknown }[];
  more: boolean;
}

async function exchange(message: Record<string, unknown> = {}): Promise<Exchanged> {
  const response = await shop.call("POST", "/api/bridge/v1/exchange", {
    json: { shop: SHOP_REPORT, ...message },
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Exchanged;
}

const rule = REPORTED_RULE;

async function rules(): Promise<number[]> {
  const { rows } = await database().pool.query<{ id: number }>(
    "select rule_id as id from magento_rules where store_id = $1 order by rule_id",
    [shop.storeId],
  );
  return rows.map(({ id }) => id);
}

test("five tries a minute, then nobody at that address connects a store", async () => {
  const statuses: number[] = [];
  const fresh = mountedApi();
  for (let n = 0; n < 6; n += 1) statuses.push((await sendLink(fresh, linkRequest("CPL-NO"))).status);
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
});

test("an exchange that nobody signed, or an API client, is refused", async () => {
  const unsigned = await app.request("/api/bridge/v1/exchange", { method: "POST", body: "{}" });
  expect(unsigned.status).toBe(401);
});

test("a shop that was just linked is asked for its rules, once", async () => {
  const first = await exchange();
  expect(first.instructions.map(({ kind }) => kind)).toEqual(["rules.report"]);
  expect((await exchange()).instructions).toEqual([]);
});

test("an instruction comes again until its result is heard, and a repeated result changes nothing", async () => {
  await exchange();
  const { pool } = database();
  const id = await instruct(pool, {
    storeId: shop.storeId,
    kind: "codes.delete",
    purpose: "delete:1",
    data: { codes: ["A"] },
  });
  expect((await exchange()).instructions.map((one) => one.id)).toEqual([id]);
  expect((await exchange()).instructions).toEqual([]);
  await pool.query(
    "update bridge_instructions set given_at = given_at - interval '61 seconds' where id = $1",
    [id],
  );
  expect((await exchange()).instructions.map((one) => one.id)).toEqual([id]);
  const results = [{ instruction: id, outcome: "done", data: { deleted: 1 } }];
  expect((await exchange({ results })).accepted.results).toEqual([id]);
  expect((await exchange({ results: [{ ...results[0], outcome: "failed" }] })).accepted.results).toEqual([
    id,
  ]);
  const { rows } = await pool.query("select state from bridge_instructions where id = $1", [id]);
  expect(rows).toEqual([{ state: "done" }]);
});

test("the most urgent comes first, and more says that there is more", async () => {
  const { pool } = database();
  for (const n of [1, 2, 3])
    await instruct(pool, {
      storeId: shop.storeId,
      kind: "rule.delete",
      purpose: `gone:${n}`,
      data: { rule: n },
    });
  const first = await exchange({ instructionsMax: 2 });
  expect(first.instructions.map(({ kind }) => kind)).toEqual(["rules.report", "rule.delete"]);
  expect(first.more).toBe(true);
  expect((await exchange({ instructionsMax: 20 })).more).toBe(false);
});

test("asking twice for the same purpose asks once, until it is done", async () => {
  const { pool } = database();
  const ask = () =>
    instruct(pool, { storeId: shop.storeId, kind: "rule.delete", purpose: "same", data: { rule: 7 } });
  const ids = await Promise.all([ask(), ask(), ask()]);
  expect(new Set(ids).size).toBe(1);
  await exchange({ results: [{ instruction: ids[0], outcome: "done" }] });
  expect(await ask()).not.toBe(ids[0]);
});

test("orders redeem codes, and a broken event is refused without holding up the others", async () => {
  const pool = await poolWithCodes(shop.accountId, codesNamed("MAG", 2));
  await claimCodes(
    claimRequest({ accountId: shop.accountId, pool, recipients: [{ key: "a", contact: "ada@example.com" }] }),
  );
  const order = {
    code: "mag-000001 ",
    orderId: "17",
    orderNumber: "000000017",
    total: "80.00",
    discount: "8.00",
    currency: "EUR",
    at: "2026-11-23T09:00:00Z",
  };
  const events = [
    { id: "e1", kind: "redeemed", data: order },
    { id: "e2", kind: "redeemed", data: { ...order, total: "a lot" } },
    { id: "e3", kind: "paid", data: {} },
    // A buyer can type it, and a shop's database may find the code all the same; ours takes no such text.
    { id: "e4", kind: "redeemed", data: { ...order, code: "MAG-\u0000000001" } },
  ];
  const answer = await exchange({ events });
  expect(answer.accepted.events).toEqual(["e1"]);
  expect(answer.refused.events.map(({ id }) => id)).toEqual(["e2", "e3", "e4"]);
  await exchange({ events });
  const detail = await getPool({ accountId: shop.accountId, pool });
  expect(detail.ok && detail.value.counts.redeemed).toBe(1);
});

test("rules are known as reported; one that a whole report does not name is gone", async () => {
  const page = {
    generation: "1",
    page: 1,
    last: false,
    rules: [rule, { ...rule, id: 13 }, { id: 14, odd: true }],
  };
  await exchange({ rules: page });
  await exchange({ rules: { generation: "1", page: 2, last: true, rules: [{ ...rule, id: 15 }] } });
  expect(await rules()).toEqual([12, 13, 15]);
  await exchange({ rules: { generation: "2", page: 1, last: true, rules: [rule] } });
  expect(await rules()).toEqual([12]);
  await exchange({
    events: [
      { id: "r1", kind: "rule.deleted", data: { id: 12 } },
      { id: "r2", kind: "rule.changed", data: { ...rule, id: 16 } },
    ],
  });
  expect(await rules()).toEqual([16]);
});

test("a copy of the shop is refused with everything that it says, until a person says that the shop moved there", async () => {
  const place = { database: "production", cursor: null };
  const { cursor } = (await exchange({ place })) as Exchanged & { cursor: string };
  const staging = { ...SHOP_REPORT, name: "Staging", baseUrl: "https://staging.example.com/" };
  const there = { shop: staging, place: { database: "staging", cursor } };
  const events = [{ id: "rule-1", kind: "rule.changed", data: rule }];
  const refused = await shop.call("POST", "/api/bridge/v1/exchange", { json: { ...there, events } });
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({
    code: "shop_copied",
    detail: expect.stringContaining("the shop at https://shop.example.com/"),
  });
  expect(await rules()).toEqual([]);
  const account = await shop.call("GET", "/api/bridge/v1/account");
  expect(await account.json()).toMatchObject({
    store: { name: "Main Website" },
    copy: { baseUrl: "https://staging.example.com/" },
  });

  const moved = await shop.call("POST", "/api/bridge/v1/moved", { json: there });
  const { cursor: next } = (await moved.json()) as { cursor: string };
  const again = { shop: staging, place: { database: "staging", cursor: next }, events };
  const taken = await shop.call("POST", "/api/bridge/v1/exchange", { json: again });
  expect(taken.status).toBe(200);
  expect(await rules()).toEqual([12]);
});
