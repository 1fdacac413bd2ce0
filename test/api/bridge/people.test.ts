import { beforeAll, beforeEach, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { type Admin, problemsOf, twoShops } from "#test/support/bridge-pages.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { freshDatabase } from "#test/support/database.ts";
import type { LinkedShop } from "#test/support/magento-shop.ts";
import { codesNamed, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

let shop: LinkedShop;
let admin: Admin;
let others: Admin;

beforeAll(async () => {
  await startQueue();
  return stopQueue;
});
beforeEach(async () => {
  ({ shop, admin, others } = await twoShops());
});

async function claim(pool: string, key: string, contact: string): Promise<void> {
  const claimed = await claimCodes(
    claimRequest({ accountId: shop.accountId, pool, recipients: [{ key, contact }] }),
  );
  expect(claimed.ok).toBe(true);
}

async function privacyHistory(): Promise<string[][]> {
  const { entries } = (await admin.get("/history?who=people")).body as { entries: Record<string, string>[] };
  return entries
    .filter(({ actor }) => actor === "magento:jane")
    .map(({ actor = "", verb = "" }) => [actor, verb]);
}

test("the history of the account is told by whom and about what, page by page, of no other account", async () => {
  const made = (await admin.post("/pools", { type: "static", name: "Told", handle: "told" })).body;
  await admin.put("/settings", { broadcastAllowed: true });
  const { entries } = (await admin.get("/history")).body;
  expect(entries.slice(0, 2)).toMatchObject([
    { actor: "magento:jane", verb: "account.broadcast_enabled", pool: null },
    {
      actor: "magento:jane",
      verb: "pool.created",
      text: "Pool created",
      pool: { id: made.id, name: "Told" },
    },
  ]);
  expect((await admin.get(`/history?limit=1&before=${entries[0].id}`)).body.entries).toEqual([entries[1]]);
  const verbs = async (query: string) =>
    (await admin.get(`/history?${query}`)).body.entries.map(({ verb }: { verb: string }) => verb);
  expect(await verbs("about=pools")).toEqual(["pool.created"]);
  expect(await verbs("who=people&about=settings")).toEqual(["account.broadcast_enabled"]);
  expect(await verbs("who=api")).toEqual([]);
  expect(problemsOf(await admin.get("/history?who=nobody"))).toHaveProperty("who");
  expect(JSON.stringify((await others.get("/history")).body)).not.toContain("Told");
});

test("what the email platform sends as the contact and how long it is kept is set, and the history says by whom", async () => {
  const { body } = await admin.get("/privacy");
  expect(body).toEqual({
    identifier: "email",
    contactMonths: null,
    monthsToChoose: [3, 6, 13, 24, 36],
    personalNames: [],
    erased: [],
  });
  const settings = { identifier: "own", contactMonths: 13 };
  for (let n = 0; n < 2; n += 1)
    expect((await admin.put("/privacy", settings)).body).toEqual({ ...body, ...settings });
  expect(await privacyHistory()).toEqual([
    ["magento:jane", "account.contact_months_set"],
    ["magento:jane", "account.contact_identifier_set"],
  ]);
  const wrong = problemsOf(await admin.put("/privacy", { identifier: "name", contactMonths: 5 }));
  expect(Object.keys(wrong).sort()).toEqual(["contactMonths", "identifier"]);
  expect((await admin.get("/privacy")).body).toMatchObject(settings);
  expect((await others.get("/privacy")).body.identifier).toBe("email");
});

test("contacts that were forgotten are told without who they were", async () => {
  const pool = await poolWithCodes(shop.accountId, codesNamed("GONE", 1));
  await claim(pool, "gone", "ada@example.com");
  await admin.post("/contacts/erase", { contact: "ada@example.com" });
  const { body } = await admin.get("/privacy");
  expect(body.erased).toMatchObject([{ source: "bridge", messages: 1, finishedAt: expect.any(String) }]);
  expect(JSON.stringify(body)).not.toContain("ada");
  expect((await others.get("/privacy")).body.erased).toEqual([]);
});

test("what is stored of a contact is handed over as a file, of nobody else and of no other account", async () => {
  const pool = await poolWithCodes(shop.accountId, codesNamed("DATA", 3), { name: "Asked" });
  await claim(pool, "data-1", "ada@example.com");
  await claim(pool, "data-2", "bob@example.com");
  const told = await admin.post("/contacts/data", { contact: " ADA@example.com " });
  expect(told).toMatchObject({ status: 200, body: { messages: 1 } });
  const [head, line, ...more] = told.body.file.trimEnd().split("\r\n");
  expect(head).toBe("Pool,Campaign,Message,Code,State,Assigned,Expires,Orders");
  expect(line).toMatch(/^Asked,welcome,data-1,DATA-000001,assigned,/);
  expect(more).toEqual([]);
  expect((await others.post("/contacts/data", { contact: "ada@example.com" })).body).toEqual({
    messages: 0,
    file: `${head}\r\n`,
  });
  expect(problemsOf(await admin.post("/contacts/data", { contact: " " }))).toHaveProperty("contact");
  expect((await privacyHistory())[0]).toEqual(["magento:jane", "privacy.data_handed_over"]);
  const { rows } = await database().pool.query(
    `select (select count(*) from privacy_requests where account_id = $1)::int as requests,
            (select count(*) from api_messages where body like '%DATA-000001%')::int as remembered`,
    [shop.accountId],
  );
  expect(rows).toEqual([{ requests: 0, remembered: 0 }]);
});
