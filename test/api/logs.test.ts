import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEMO_SHOP } from "#app/config/demo-secrets.ts";
import { env } from "#app/config/env.server.ts";
import { database } from "#app/db/database.server.ts";
import { sendMails } from "#app/delivery/send-mails.server.ts";
import { log, writeLogTo } from "#app/log/log.server.ts";
import { watchedPages } from "#app/pages/watched-pages.server.ts";
import { startWorker } from "#app/worker.server.ts";
import { sandboxShopify } from "#test/support/answer-outgoing-requests.ts";
import { integrationOf, mountedApi } from "#test/support/api.ts";
import { freshDatabase } from "#test/support/database.ts";
import { deliverAll, newEndpoint, tellByMail } from "#test/support/outbox.ts";
import { newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";
import { uploadDirectoryOfItsOwn } from "#test/support/upload-directory.ts";

freshDatabase();
uploadDirectoryOfItsOwn();

interface Line {
  level: number;
  msg: string;
  requestId?: string;
  job?: string;
  jobId?: string;
  route?: string;
  status?: number;
  result?: string;
}

const api = mountedApi();
const written: string[] = [];
let worker: { stop: () => Promise<void> };

beforeAll(async () => {
  writeLogTo({ write: (line) => void written.push(line) });
  worker = await startWorker();
});

afterAll(async () => {
  await worker.stop();
});

const lines = () => written.map((line) => JSON.parse(line) as Line);
const since = (place: number) => lines().slice(place);

/** Everything that no line may hold, by what it is. */
const secrets = new Map<string, string>();
function secret(what: string, value: string): string {
  secrets.set(what, value);
  return value;
}

test("a day with everything that goes wrong leaves no code, contact, key or secret in the log", async () => {
  const accountId = await newAccount();
  const mailer = await integrationOf(accountId, api);
  secret("the API secret", mailer.secret.slice("whsec_".length));
  const codes = ["ZEBRA7KQ2", "OKAPI8XR5", "LLAMA3WM9"].map((code, n) => secret(`code ${n}`, code));
  const pool = await poolWithCodes(accountId, codes);
  const contact = secret("a contact", "ada.lovelace@example.com");
  const key = secret("a key", "message-for-ada-4711");
  const claim = (json: object, options: object = {}) =>
    mailer.call("POST", "/api/v1/claims", { json, ...options });
  const request = (recipients: object[], named = pool) => ({
    pool: named,
    campaign: { id: secret("a campaign", "spring-for-ada-2026"), type: "automation" },
    recipients,
  });

  expect((await claim(request([{ key, contact }]))).status).toBe(200);
  expect(
    (await claim(request([{ key, contact: secret("another contact", "grace.hopper@example.com") }]))).status,
  ).toBe(409);
  expect((await claim(request([{ key: "", contact }]))).status).toBe(400);
  expect((await claim(request([{ key, contact }], secret("a handle", "handle-of-nobody")))).status).toBe(404);
  expect(
    (await claim(request([{ key, contact }]), { headers: { "webhook-signature": "v1,Z3Vlc3NlZA==" } }))
      .status,
  ).toBe(401);
  const looked = await mailer.call("GET", `/api/v1/claims/${key}?pool=${pool}`);
  expect(await looked.json()).toMatchObject({ code: codes[0] });
  const erased = await mailer.call("POST", "/api/v1/contacts/erase", { json: { contact } });
  expect(erased.status).toBeLessThan(500);

  // A statement that fails names the values of the row in its error.
  await database().pool.query(
    "alter table claims add constraint no_hopper check (campaign_id <> 'spring-for-ada-2026') not valid",
  );
  const place = written.length;
  const broken = await claim(request([{ key: secret("a third key", "message-for-grace-4712"), contact }]));
  expect(broken.status).toBe(500);
  expect(since(place).find(({ msg }) => msg === "an API call failed")).toMatchObject({
    requestId: broken.headers.get("x-request-id"),
    err: { code: "23514" },
  });
  await database().pool.query("alter table claims drop constraint no_hopper");

  const upload = await mailer.call("POST", `/api/v1/pools/${pool}/codes`, {
    csv: `code,expires\n${secret("an uploaded code", "GECKO4TTN")},\n${secret("a bad line", "TAPIR 5 ÄÖÜ")},never\n`,
  });
  expect(upload.status).toBe(202);
  const { id } = (await upload.json()) as { id: string };
  await expect
    .poll(
      async () =>
        ((await (await mailer.call("GET", `/api/v1/uploads/${id}`)).json()) as { status: string }).status,
    )
    .toMatch(/completed|failed/);

  // A shop's webhooks: one that it signed, one that it did not.
  const order = secret("an order", "987654321012");
  const body = JSON.stringify({
    id: Number(order),
    created_at: new Date().toISOString(),
    email: contact,
    discount_codes: [{ code: codes[1] }],
  });
  expect((await webhook(body, sandboxShopify.app.apiSecret)).status).toBe(200);
  expect((await webhook(body, "guessed")).status).toBe(401);
  secret("the app's secret", sandboxShopify.app.apiSecret);

  // Mail and events that do not get through, with servers that repeat what they were told.
  secret("the endpoint's secret", (await newEndpoint(accountId)).secret.slice("whsec_".length));
  await tellByMail(accountId, contact);
  await database().pool.query("update pools set available = 0, voided = voided + available where id = $1", [
    pool,
  ]);
  const surroundings = { clock: () => new Date(), random: () => 0 };
  const refuse = async () => ({ kind: "failed" as const, status: 500, error: `refused ${codes[0]}` });
  await deliverAll({ ...surroundings, post: refuse });
  await sendMails({
    ...surroundings,
    send: async () => Promise.reject(new Error(`No such mailbox: ${contact}`)),
    appUrlIn: () => "",
  });
  log().error(
    { err: new Error(`<${contact}> is unknown, whsec_${"A".repeat(43)}=`) },
    "what others say in errors",
  );

  const all = written.join("");
  for (const [what, value] of secrets) {
    expect(all.toLowerCase().includes(value.toLowerCase()), `${what} is in the log`).toBe(false);
  }
  expect(all).not.toMatch(/whsec_|shpat_|Bearer /);
  expect(lines().length).toBeGreaterThan(10);
});

test("every line of a call has its id, and so have those of the job that it caused", async () => {
  const accountId = await newAccount();
  const mailer = await integrationOf(accountId, api);
  const pool = await poolWithCodes(accountId, ["FIRST-1"]);
  const place = written.length;
  const answer = await mailer.call("POST", `/api/v1/pools/${pool}/codes`, {
    json: { codes: ["SECOND-2", "THIRD-3"] },
  });
  const requestId = answer.headers.get("x-request-id");
  await expect
    .poll(() => since(place).filter((line) => line.requestId === requestId))
    .toMatchObject([
      { msg: "api", route: "POST /api/v1/pools/{pool}/codes", status: 202 },
      { msg: "job", job: "import-upload", jobId: expect.any(String), result: "done" },
    ]);
});

test("two calls at the same moment keep their ids apart", async () => {
  const mailer = await integrationOf(await newAccount(), api);
  const place = written.length;
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => mailer.call("GET", "/api/v1/pools/none")),
  );
  const told = answers.map((answer) => answer.headers.get("x-request-id"));
  const logged = since(place).filter(({ msg }) => msg === "api");
  expect(new Set(told).size).toBe(20);
  expect(logged.map(({ requestId }) => requestId).sort()).toEqual(told.sort());
});

test("a page's line has the template of its path and the id that it was answered with", async () => {
  const routes = { pool: { id: "pool", path: "app/pools/:poolId" } };
  const pages = watchedPages(routes, async () => {
    log().warn("from inside");
    return new Response("there");
  });
  const place = written.length;
  const answer = await pages(
    new Request("http://in.process/app/pools/pool_01JSECRET?search=ada@example.com"),
  );
  const requestId = answer.headers.get("x-request-id");
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(since(place)).toMatchObject([
    { msg: "from inside", requestId },
    { msg: "page", route: "GET /app/pools/:poolId", status: 200, requestId },
  ]);
  expect(written.slice(place).join("")).not.toMatch(/pool_01JSECRET|ada@/);
  const failing = watchedPages(routes, async () => Promise.reject(new Error("a bug")));
  await expect(failing(new Request("http://in.process/", { method: "PROPFIND" }))).rejects.toThrow("a bug");
  expect(lines().at(-1)).toMatchObject({ msg: "page", route: "OTHER (none)", status: 500 });
});

/** As it comes in through the program: with its line in the log. */
async function webhook(body: string, appSecret: string): Promise<Response> {
  const { action } = await import("#app/routes/webhooks.orders.tsx");
  const routes = { orders: { id: "orders", path: "webhooks/orders" } };
  const pages = watchedPages(routes, async (request) => {
    try {
      return await action({ request, params: {}, context: {} });
    } catch (thrown) {
      if (thrown instanceof Response) return thrown;
      throw thrown;
    }
  });
  return await pages(
    new Request(`${env().APP_URL}/webhooks/orders`, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "x-shopify-topic": "orders/create",
        "x-shopify-hmac-sha256": createHmac("sha256", appSecret).update(body).digest("base64"),
        "x-shopify-shop-domain": DEMO_SHOP,
        "x-shopify-api-version": "2026-10",
        "x-shopify-webhook-id": randomUUID(),
        "x-shopify-triggered-at": new Date().toISOString(),
      },
    }),
  );
}
