import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { database } from "#app/db/database.server.ts";
import { ALERT_KINDS } from "#app/events/event-types.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { mountedApi } from "#test/support/api.ts";
import { type Admin, adminOf, problemsOf } from "#test/support/bridge-pages.ts";
import { freshDatabase } from "#test/support/database.ts";
import { type LinkedShop, linkedShop } from "#test/support/magento-shop.ts";
import { deliverAll } from "#test/support/outbox.ts";
import { addCodes, codesNamed } from "#test/support/pool-with-codes.ts";
import { signedClient } from "#test/support/signed-client.ts";

freshDatabase();

const HOOK = "https://mail.example.com/hooks/coupons";

let app: ReturnType<typeof mountedApi>;
let shop: LinkedShop;
let admin: Admin;
beforeAll(async () => {
  await startQueue();
});
afterAll(stopQueue);
beforeEach(async () => {
  app = mountedApi();
  shop = await linkedShop(app);
  admin = adminOf(shop);
});

/** A pool that counts as low at ten codes, with as many as that. */
async function lowPool(name: string): Promise<string> {
  const settings = { type: "static", name, handle: name, lowWaterUnit: "count", lowWaterValue: 10 };
  const { id } = (await admin.post("/pools", settings)).body;
  await addCodes(shop.accountId, id, codesNamed(name, 11));
  const client = (await admin.post("/api-clients", { name: "Mailer" })).body;
  const claimed = await signedClient({ keyId: client.id, secret: client.secret }, app)(
    "POST",
    "/api/v1/claims",
    {
      json: {
        pool: id,
        campaign: { id: "welcome", type: "automation" },
        recipients: [{ key: `${name}-1`, contact: "ada@example.com" }],
      },
    },
  );
  expect(claimed.status).toBe(200);
  return id;
}

async function history(): Promise<string[]> {
  const { rows } = await database().pool.query<{ line: string }>(
    `select actor || ' ' || verb as line from history
     where account_id = $1 and (verb like 'endpoint.%' or verb = 'account.alerts_changed') order by id`,
    [shop.accountId],
  );
  return rows.map(({ line }) => line);
}

test("what is the matter with the pools is told, those that share a trouble together", async () => {
  expect((await admin.get("/alerts")).body).toEqual({ alerts: [] });
  const pools = [await lowPool("one"), await lowPool("two")];
  expect((await admin.get("/alerts")).body).toEqual({
    alerts: [
      {
        kind: "pool.low",
        count: 2,
        pools: [
          { id: pools[0], name: "one" },
          { id: pools[1], name: "two" },
        ],
      },
    ],
  });
});

test("who is told of what is set, and an address that is none is named", async () => {
  expect((await admin.get("/alert-settings")).body).toMatchObject({
    recipients: [],
    alerts: ALERT_KINDS.filter((kind) => kind !== "upload.completed"),
    kinds: [...ALERT_KINDS],
    mail: "off",
  });
  const set = { recipients: [" Ada@Example.com", "ada@example.com"], alerts: ["pool.low"] };
  expect((await admin.put("/alert-settings", set)).body).toMatchObject({
    recipients: ["ada@example.com"],
    alerts: ["pool.low"],
  });
  expect((await admin.get("/alert-settings")).body.recipients).toEqual(["ada@example.com"]);
  const wrong = problemsOf(
    await admin.put("/alert-settings", { recipients: ["ada@example.com", "ada"], alerts: [] }),
  );
  expect(wrong).toEqual({ "recipients.1": expect.stringContaining("e-mail address") });
  expect(problemsOf(await admin.put("/alert-settings", { recipients: [], alerts: ["pool.mood"] }))).toEqual({
    "alerts.0": expect.any(String),
  });
  expect(await history()).toEqual(["magento:jane account.alerts_changed"]);
});

test("a test mail goes to everybody who gets alerts, and stands in the log", async () => {
  expect((await admin.post("/alert-settings/test")).status).toBe(400);
  await admin.put("/alert-settings", { recipients: ["ada@example.com", "bob@example.com"], alerts: [] });
  expect(await admin.post("/alert-settings/test")).toMatchObject({ status: 202, body: { mails: 2 } });
  const { mails } = (await admin.get("/alert-mails?limit=5")).body;
  expect(mails).toMatchObject([
    { address: "ada@example.com", type: "mail.test", poolName: null, state: "waiting", isReminder: false },
    { address: "bob@example.com", type: "mail.test" },
  ]);
});

test("an endpoint hears of a pool, is tested, gets an event again, and is removed", async () => {
  const call = { json: { url: HOOK }, id: "msg_endpoint" };
  const made = await admin.ask("POST", "/endpoints", call);
  expect(made).toMatchObject({
    status: 201,
    body: { url: HOOK, secret: expect.stringMatching(/^whsec_/) },
  });
  // A lost answer is given again, and adds no second one.
  expect(await admin.ask("POST", "/endpoints", call)).toEqual(made);
  const { id } = made.body;
  await lowPool("three");
  expect(await admin.post(`/endpoints/${id}/test`)).toEqual({ status: 202, body: {} });
  await deliver();
  const listed = (await admin.get("/endpoints")).body.endpoints;
  expect(listed).toMatchObject([
    {
      id,
      url: HOOK,
      waiting: 0,
      deliveries: [
        { type: "endpoint.test", state: "delivered", status: 200, attempts: 1 },
        { type: "pool.low", poolName: "three", state: "delivered" },
      ],
    },
  ]);
  expect(JSON.stringify(listed)).not.toContain("whsec_");
  const [, low] = listed[0].deliveries;
  expect(await admin.post(`/endpoints/${id}/deliveries/${low.eventId}/send-again`)).toMatchObject({
    status: 202,
  });
  expect(await deliver()).toEqual([low.eventId]);
  expect((await admin.post(`/endpoints/${id}/deliveries/evt_none/send-again`)).status).toBe(404);
  expect(await admin.post(`/endpoints/${id}/remove`)).toEqual({ status: 200, body: {} });
  expect((await admin.get("/endpoints")).body).toEqual({ endpoints: [] });
  expect(await history()).toEqual(["magento:jane endpoint.created", "magento:jane endpoint.removed"]);
});

test("an endpoint that was switched off gets what waited for it once it is on again", async () => {
  const { id } = (await admin.post("/endpoints", { url: HOOK })).body;
  await database().pool.query(
    "update event_endpoints set off_at = now(), off_reason = 'silent' where id = $1",
    [id],
  );
  await lowPool("four");
  await deliver();
  expect((await admin.get("/endpoints")).body.endpoints).toMatchObject([
    { offReason: "silent", waiting: 1, deliveries: [{ state: "waiting", attempts: 0 }] },
  ]);
  expect(await admin.post(`/endpoints/${id}/switch-on`)).toEqual({ status: 200, body: {} });
  await deliver();
  expect((await admin.get("/endpoints")).body.endpoints).toMatchObject([
    { offAt: null, waiting: 0, deliveries: [{ state: "delivered" }] },
  ]);
});

test("an address that is not public is refused beside its field", async () => {
  for (const url of ["", "http://mail.example.com/", "https://10.0.0.1/hook", `https://${"a".repeat(3_000)}`])
    expect(problemsOf(await admin.post("/endpoints", { url }))).toHaveProperty("url");
});

test("endpoints and settings of another account do not exist", async () => {
  const { id } = (await admin.post("/endpoints", { url: HOOK })).body;
  await admin.put("/alert-settings", { recipients: ["ada@example.com"], alerts: [] });
  const others = adminOf(await linkedShop(app));
  expect((await others.get("/endpoints")).body).toEqual({ endpoints: [] });
  expect((await others.get("/alert-settings")).body.recipients).toEqual([]);
  for (const what of ["test", "switch-on", "remove", "deliveries/evt_1/send-again"])
    expect((await others.post(`/endpoints/${id}/${what}`)).status).toBe(404);
});

/** Delivers what is due; answers which events arrived, in order. */
async function deliver(): Promise<string[]> {
  const arrived: string[] = [];
  await deliverAll({
    // A little ahead of the database, which says when events happen.
    clock: () => new Date(Date.now() + 30_000),
    random: () => 0.5,
    post: async (_, { id }) => {
      arrived.push(id);
      return { kind: "delivered", status: 200 };
    },
  });
  return arrived;
}
