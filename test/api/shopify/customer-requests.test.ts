import { createHmac, randomUUID } from "node:crypto";
import type { ActionFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connectStore } from "#app/accounts/connect-store.server.ts";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { DEMO_SHOP } from "#app/config/demo-secrets.ts";
import { env } from "#app/config/env.server.ts";
import { DATA_FILE_DAYS, PRIVACY_REQUEST_DAYS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { findWrongCounts } from "#app/health/find-wrong-counts.server.ts";
import { listHistory } from "#app/history/list-history.server.ts";
import type { JobName, JobPayload } from "#app/jobs/queue/job-catalogue.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { askErasure } from "#app/privacy/ask-erasure.server.ts";
import { finishDataRequest } from "#app/privacy/finish-data-request.server.ts";
import { forgetDataFiles } from "#app/privacy/forget-data-files.server.ts";
import { readDataFile } from "#app/privacy/gather-contact-data.server.ts";
import { readPrivacy } from "#app/privacy/read-privacy.server.ts";
import { recordRedemptions } from "#app/redemptions/record-redemptions.server.ts";
import { sandboxShopify } from "#test/support/answer-outgoing-requests.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { newEndpoint } from "#test/support/outbox.ts";
import { codesNamed, poolWithCodes } from "#test/support/pool-with-codes.ts";

// What Shopify asks about a customer of a shop, signed as Shopify signs it.

freshDatabase();
beforeAll(startQueue);
afterAll(stopQueue);

const CUSTOMER = { id: 91001, email: "Ada.Jansen@customers.example", phone: "+31 6 1234 5678" };
let accountId: string;
let storeId: string;
let poolId: string;
let count = 0;

beforeEach(async () => {
  count += 1;
  ({ accountId, storeId } = await connectStore({ platform: "shopify", domain: DEMO_SHOP, actor: "test" }));
  // The shop and its account are the same in every test; what earlier ones knew of the customer is not.
  const { id, email, phone } = CUSTOMER;
  const contacts = [String(id), `gid://shopify/Customer/${id}`, email, phone, phone.replaceAll(" ", "")];
  await askErasure({ accountId, source: "merchant", actor: "test", contacts });
  await database().prisma.privacyRequest.deleteMany();
  await database().pool.query(
    "delete from pgboss.job where name in ('erase-contact', 'gather-contact-data')",
  );
  poolId = await poolWithCodes(accountId, codesNamed(`P${count}`, 10), { perContact: "for_good" });
});

const topics = { erase: "customers/redact", data: "customers/data_request" } as const;

async function deliver(
  kind: keyof typeof topics,
  more: { id?: string; secret?: string; domain?: string; payload?: object } = {},
): Promise<number> {
  const { id = randomUUID(), secret = sandboxShopify.app.apiSecret, domain = DEMO_SHOP } = more;
  const body = JSON.stringify({
    shop_id: 1,
    shop_domain: domain,
    customer: CUSTOMER,
    orders_to_redact: [],
    ...more.payload,
  });
  const headers = new Headers({
    "content-type": "application/json",
    "x-shopify-topic": topics[kind],
    "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
    "x-shopify-shop-domain": domain,
    "x-shopify-api-version": "2026-10",
    "x-shopify-webhook-id": id,
  });
  const request = new Request(`${env().APP_URL}/webhooks/customers`, { method: "POST", headers, body });
  const { action } = await import("#app/routes/webhooks.customers.tsx");
  const args: ActionFunctionArgs = { request, params: {}, context: {} };
  return await action(args).then(
    ({ status }) => status,
    (thrown: unknown) => {
      if (thrown instanceof Response) return thrown.status;
      throw thrown;
    },
  );
}

/** Does the jobs of one kind that are queued, and answers how many there were. */
async function work<Name extends JobName>(name: Name): Promise<number> {
  const { JOB_HANDLERS } = await import("#app/jobs/handlers/job-handlers.server.ts");
  const { rows } = await database().pool.query<{ data: JobPayload<Name> }>(
    "delete from pgboss.job where name = $1 returning data",
    [name],
  );
  for (const { data } of rows) await JOB_HANDLERS[name](data, new AbortController().signal);
  return rows.length;
}

let keys = 0;
async function claim(contact: string): Promise<{ key: string; outcome: string; code: string | null }> {
  keys += 1;
  const key = `msg-${keys}`;
  const answer = await claimCodes(claimRequest({ accountId, pool: poolId, recipients: [{ key, contact }] }));
  if (!answer.ok) throw new Error(answer.refusal.detail);
  const [got] = answer.value.claims;
  return { key, outcome: got?.outcome ?? "", code: got?.code ?? null };
}

async function order(code: string, orderId: string): Promise<void> {
  const money = { total: "20.00", discount: "2.00", currency: "EUR" };
  await recordRedemptions({
    accountId,
    storeId,
    news: [{ kind: "redeemed", orderId, orderNumber: `#${orderId}`, ...money, code, at: new Date() }],
  });
}

const claimsWithContact = async () =>
  await database().prisma.claim.count({ where: { poolId, contactHash: { not: new Uint8Array() } } });

test("what Shopify did not sign is refused with 401, and what is about another shop changes nothing", async () => {
  expect(await deliver("erase", { secret: "guessed" })).toBe(401);
  expect(await deliver("erase", { domain: "somebody-else.myshopify.com" })).toBe(200);
  expect(await database().prisma.privacyRequest.count()).toBe(0);
});

test("a request that cannot be read is refused, so that it is not lost in silence", async () => {
  expect(await deliver("erase", { payload: { customer: "Ada" } })).toBe(400);
  expect(await deliver("data", { payload: { customer: null } })).toBe(400);
  expect(await database().prisma.privacyRequest.count()).toBe(0);
});

describe("customers/redact", () => {
  test.each([
    ["email address, in any case", "ada.jansen@CUSTOMERS.example"],
    ["number", "91001"],
    ["gid", "gid://shopify/Customer/91001"],
    ["phone number, written otherwise", "+31612345678"],
  ])("finds a person by the %s", async (_, contact) => {
    await claim(contact);
    await claim("somebody@customers.example");
    expect(await deliver("erase")).toBe(200);
    expect(await work("erase-contact")).toBe(1);
    expect(await claimsWithContact()).toBe(1);
  });

  test("keeps codes assigned and counts right, and lets the person have another code of a pool with one each", async () => {
    const first = await claim(CUSTOMER.email);
    await deliver("erase");
    await work("erase-contact");
    const again = await claim(CUSTOMER.email);
    expect(again.outcome).toBe("assigned");
    expect(again.code).not.toBe(first.code);
    await expectCountsEqualRows(poolId);
    expect(await findWrongCounts(null)).toEqual([]);
  });

  test("is done once, however often it is delivered", async () => {
    await claim(CUSTOMER.email);
    const id = randomUUID();
    await deliver("erase", { id });
    await deliver("erase", { id });
    expect(await work("erase-contact")).toBe(1);
  });

  test("of a guest, without an account, takes the order's link all the same", async () => {
    const { code } = await claim("somebody@customers.example");
    await order(code ?? "", "5002");
    expect(await deliver("erase", { payload: { customer: null, orders_to_redact: [5002] } })).toBe(200);
    await work("erase-contact");
    const rows = await database().prisma.redemption.findMany({ where: { poolId } });
    expect(rows).toMatchObject([{ orderNumber: null }]);
  });

  test("leaves an order counted, without the way to it", async () => {
    const { code } = await claim(CUSTOMER.email);
    const { id: endpointId } = await newEndpoint(accountId);
    await order(code ?? "", "5001");
    await deliver("erase", { payload: { orders_to_redact: [5001] } });
    await work("erase-contact");
    const rows = await database().prisma.redemption.findMany({ where: { poolId } });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.orderNumber).toBeNull();
    expect(rows[0]?.orderId).not.toContain("5001");
    const { rows: events } = await database().pool.query<{ order: string }>(
      "select detail ->> 'orderId' as order from events where pool_id = $1 and type = 'code.redeemed'",
      [poolId],
    );
    expect(events.map((event) => event.order)).toEqual([rows[0]?.orderId]);
    await database().prisma.eventEndpoint.delete({ where: { id: endpointId } });
    await expectCountsEqualRows(poolId);
    expect(await findWrongCounts(null)).toEqual([]);
  });

  test("holds for what is heard of an order later: it is counted once, and a cancellation is its own", async () => {
    const { code } = await claim(CUSTOMER.email);
    await order(code ?? "", "5003");
    await deliver("erase", { payload: { orders_to_redact: [5003] } });
    await work("erase-contact");
    await order(code ?? "", "5003");
    const { prisma } = database();
    const store = await prisma.store.findFirstOrThrow({ where: { accountId } });
    const news = [{ kind: "reversed" as const, orderId: "5003", code: code ?? "", at: new Date() }];
    await recordRedemptions({ accountId, storeId: store.id, news });
    const rows = await prisma.redemption.findMany({ where: { poolId } });
    expect(rows).toMatchObject([{ orderNumber: null, reversedAt: expect.any(Date) }]);
    expect(rows[0]?.orderId).not.toContain("5003");
    expect(await prisma.code.findMany({ where: { poolId, state: "redeemed" } })).toEqual([]);
    await expectCountsEqualRows(poolId);
  });

  test("is told in the history, without the person", async () => {
    await claim(CUSTOMER.email);
    await deliver("erase");
    await work("erase-contact");
    const lines = JSON.stringify(await listHistory({ accountId, limit: 50 }));
    expect(lines).toContain("contact.erased");
    expect(lines).not.toMatch(/ada\.jansen|91001|31612345678/i);
    const requests = await database().prisma.privacyRequest.findMany({ where: { accountId } });
    expect(JSON.stringify(requests)).not.toMatch(/ada\.jansen|91001|31612345678/i);
  });
});

describe("customers/data_request", () => {
  const open = async () => (await readPrivacy(accountId)).requests.at(-1);

  test("gives the merchant a file with every message of the person, and of nobody else, within 30 days", async () => {
    const { key, code } = await claim(CUSTOMER.email);
    const other = await claim("somebody@customers.example");
    const before = Date.now();
    expect(await deliver("data")).toBe(200);
    expect(await open()).toMatchObject({ state: "waiting" });
    expect(await work("gather-contact-data")).toBe(1);
    const request = await open();
    expect(request).toMatchObject({ state: "open", customerId: "91001", messages: 1, domain: DEMO_SHOP });
    const due = (Date.parse(request?.dueAt ?? "") - before) / 86_400_000;
    expect(due).toBeCloseTo(PRIVACY_REQUEST_DAYS, 1);
    const file = await readDataFile({ accountId, requestId: request?.id ?? "" });
    expect(file).toContain(`,${key},${code},assigned,`);
    expect(file).not.toContain(other.key);
  });

  test("names the orders that the shop named, also where no message of the person carried the code", async () => {
    const { code } = await claim("number-of-the-email-platform");
    const { code: other } = await claim("somebody@customers.example");
    await order(code ?? "", "501");
    await order(other ?? "", "502");
    await deliver("data", { payload: { orders_requested: [501] } });
    await work("gather-contact-data");
    const request = await open();
    expect(request).toMatchObject({ messages: 0, orders: 1 });
    const file = (await readDataFile({ accountId, requestId: request?.id ?? "" })) ?? "";
    expect(file.trim().split("\r\n").slice(1)).toEqual([
      expect.stringMatching(`,,,${code},redeemed,,,#501$`),
    ]);
  });

  test("does not hand over the order of whoever got a code that the person's message gave back", async () => {
    const { key, code } = await claim(CUSTOMER.email);
    await database().pool.query("update claims set released_at = statement_timestamp() where key = $1", [
      key,
    ]);
    const { rows } = await database().pool.query<{ key: string }>(
      `insert into claims (pool_id, key, account_id, client_id, contact_hash, campaign_id, campaign_type, outcome, code_id, claimed_at)
       select pool_id, 'handed-on', account_id, client_id, '\\x01', campaign_id, campaign_type, outcome, code_id, statement_timestamp()
       from claims where key = $1 returning key`,
      [key],
    );
    expect(rows).toHaveLength(1);
    await order(code ?? "", "503");
    await deliver("data");
    await work("gather-contact-data");
    const file = await readDataFile({ accountId, requestId: (await open())?.id ?? "" });
    expect(file).toContain(`,${key},${code},released,`);
    expect(file).not.toContain("#503");
  });

  test("of somebody who is not known says that nothing is stored", async () => {
    await deliver("data");
    await work("gather-contact-data");
    const request = await open();
    expect(request).toMatchObject({ state: "open", messages: 0 });
    const file = await readDataFile({ accountId, requestId: request?.id ?? "" });
    expect(file?.trim().split("\r\n")).toHaveLength(1);
  });

  test("leaves no file once it was answered, or nobody came for it", async () => {
    await deliver("data");
    await deliver("data");
    await work("gather-contact-data");
    const { requests } = await readPrivacy(accountId);
    const [first, second] = requests.slice(-2).map(({ id }) => id);
    if (!first || !second) throw new Error("There are two requests.");
    const answered = { accountId, actor: "Robin", requestId: first };
    expect(await finishDataRequest(answered)).toMatchObject({ ok: true });
    expect(await finishDataRequest(answered)).toMatchObject({ ok: false });
    expect(await readDataFile({ accountId, requestId: first })).toBeNull();
    await database().pool.query(
      "update privacy_requests set file_until = file_until - make_interval(days => $1) where id = $2",
      [DATA_FILE_DAYS + 1, second],
    );
    await forgetDataFiles();
    expect(await readDataFile({ accountId, requestId: second })).toBeNull();
    const sentences = (await listHistory({ accountId, about: "privacy", limit: 2 })).map(
      (line) => line.sentence,
    );
    expect(sentences).toEqual([
      "What is stored of a customer was deleted; nobody had said that it was handed over",
      "What is stored of a customer was handed over",
    ]);
    expect(await database().prisma.privacyRequest.count({ where: { accountId, file: { not: null } } })).toBe(
      0,
    );
  });

  test("is another account's file for nobody", async () => {
    await deliver("data");
    await work("gather-contact-data");
    const request = await open();
    expect(await readDataFile({ accountId: "acc_other", requestId: request?.id ?? "" })).toBeNull();
  });
});
