import { beforeAll, expect, test } from "vitest";
import { listHistory } from "#app/history/list-history.server.ts";
import { answerOf, type Integration, integrationOf, mountedApi, newIntegration } from "#test/support/api.ts";
import { freshDatabase } from "#test/support/database.ts";
import { linkedShop } from "#test/support/magento-shop.ts";
import { codesNamed, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

const app = mountedApi();
let me: Integration;
let pool: string;

beforeAll(async () => {
  me = await newIntegration(app);
  pool = await poolWithCodes(me.accountId, codesNamed("API", 10));
});

const claim = async (key: string, contact: string) =>
  await answerOf(
    await me.call("POST", "/api/v1/claims", {
      json: { pool, campaign: { id: "welcome", type: "automation" }, recipients: [{ key, contact }] },
    }),
  );
const erase = async (contact: unknown, more: { id?: string } = {}) =>
  await answerOf(await me.call("POST", "/api/v1/contacts/erase", { json: { contact }, ...more }));

test("a contact is erased by the id that claims were made with, and its keys are refused from then on", async () => {
  await claim("msg-1", "ada@example.com");
  await claim("msg-2", "Ada@Example.com");
  await claim("msg-3", "bob@example.com");
  const erased = { status: 200, body: { status: "completed", messages: 2 } };
  expect(await erase(" ADA@EXAMPLE.COM", { id: "erase-ada" })).toEqual(erased);
  // A repeat of the message is told the same; another one finds nothing any more.
  expect(await erase(" ADA@EXAMPLE.COM", { id: "erase-ada" })).toEqual(erased);
  expect(await erase("ada@example.com")).toEqual({ status: 200, body: { status: "completed", messages: 0 } });
  expect(await claim("msg-1", "ada@example.com")).toMatchObject({
    status: 409,
    body: { code: "key_erased", errors: [{ path: "recipients.0.key" }] },
  });
  expect(await answerOf(await me.call("GET", `/api/v1/claims/msg-2?pool=${pool}`))).toMatchObject({
    status: 409,
    body: { code: "key_erased" },
  });
  expect(await claim("msg-3", "bob@example.com")).toMatchObject({
    status: 200,
    body: { claims: [{ outcome: "repeated" }], pool: { remaining: 7 } },
  });
  expect(await listHistory({ accountId: me.accountId, about: "privacy", limit: 5 })).toMatchObject([
    { actor: "API client Mailer", verb: "contact.erased" },
  ]);
});

test("nobody erases what belongs to another account", async () => {
  await claim("msg-9", "eve@example.com");
  const other = await newIntegration(app);
  const answer = await other.call("POST", "/api/v1/contacts/erase", { json: { contact: "eve@example.com" } });
  expect(await answerOf(answer)).toMatchObject({ status: 200, body: { messages: 0 } });
  expect(await claim("msg-9", "eve@example.com")).toMatchObject({
    body: { claims: [{ outcome: "repeated" }] },
  });
});

test("a call without a contact is told what is missing", async () => {
  for (const contact of [undefined, "", "  ", "x".repeat(321), 7]) {
    expect(await erase(contact)).toMatchObject({
      status: 400,
      body: { code: "invalid_request", errors: [{ path: "contact" }] },
    });
  }
});

test("both calls stand in the document, with what a claim refuses", async () => {
  const document = await (await app.request("/api/v1/openapi.json")).json();
  expect(document.paths["/api/v1/contacts/erase"].post.summary).toBe("Erase a contact");
  expect(document.paths["/api/bridge/v1/contacts/erase"].post.summary).toBe("Erase a contact");
  expect(document.paths["/api/v1/claims"].post.responses["409"].description).toContain("key_erased");
  expect(await (await app.request("/api/v1/docs")).text()).toContain("/api/v1/contacts/erase");
});

test("a person in a Magento shop erases a contact of the whole account, and is named in its history", async () => {
  const shop = await linkedShop(app);
  const mailer = await integrationOf(shop.accountId, app);
  await mailer.call("POST", "/api/v1/claims", {
    json: {
      pool: await poolWithCodes(shop.accountId, codesNamed("MAG", 2)),
      campaign: { id: "welcome", type: "automation" },
      recipients: [{ key: "msg-1", contact: "ada@example.com" }],
    },
  });
  const answer = await shop.call("POST", "/api/bridge/v1/contacts/erase", {
    json: { contact: "ada@example.com" },
    headers: { "x-actor": "magento:jane" },
  });
  expect(await answerOf(answer)).toEqual({ status: 200, body: { status: "completed", messages: 1 } });
  expect(await listHistory({ accountId: shop.accountId, about: "privacy", limit: 5 })).toMatchObject([
    { actor: "magento:jane", verb: "contact.erased" },
  ]);
});
