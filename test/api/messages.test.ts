import { beforeAll, beforeEach, expect, test } from "vitest";
import { forgetMessages } from "#app/accounts/forget-messages.server.ts";
import { database } from "#app/db/database.server.ts";
import { answerOf, type Integration, integrationOf, mountedApi, newIntegration } from "#test/support/api.ts";
import { freshDatabase } from "#test/support/database.ts";
import { poolWithCodes } from "#test/support/pool-with-codes.ts";
import type { CallOptions } from "#test/support/signed-client.ts";
import { uploadDirectoryOfItsOwn } from "#test/support/upload-directory.ts";

uploadDirectoryOfItsOwn();
freshDatabase();

const app = mountedApi();
let me: Integration;
let pool: string;

beforeAll(async () => {
  me = await newIntegration(app);
});
beforeEach(async () => {
  pool = await poolWithCodes(me.accountId, []);
});

const add = (more: CallOptions, client = me) => client.call("POST", `/api/v1/pools/${pool}/codes`, more);
const codes = (...names: string[]) => ({ json: { codes: names } });

async function uploads(): Promise<number> {
  const { rows } = await database().pool.query("select count(*)::int as n from uploads where pool_id = $1", [
    pool,
  ]);
  return rows[0].n;
}

/** As if the process had died, or as if time had passed. */
async function age(id: string, interval: string, change = ""): Promise<void> {
  await database().pool.query(
    `update api_messages set started_at = started_at - $2::interval ${change} where message_id = $1`,
    [id, interval],
  );
}

test("the same message again gets the first answer, whatever has happened since", async () => {
  const first = await answerOf(await add({ ...codes("A-1"), id: "again" }));
  expect(first).toMatchObject({ status: 202, body: { status: "queued" } });
  await database().pool.query("update uploads set status = 'completed' where pool_id = $1", [pool]);
  const later = new Date(Date.now() + 60_000);
  expect(await answerOf(await add({ ...codes("A-1"), id: "again", at: later }))).toEqual(first);
  expect(await uploads()).toBe(1);
});

test("a file sent again gets the first answer too", async () => {
  const first = await answerOf(await add({ csv: "code\nB-1\n", id: "file" }));
  expect(first).toMatchObject({ status: 202 });
  expect(await answerOf(await add({ csv: "code\nB-1\n", id: "file" }))).toEqual(first);
  expect(await uploads()).toBe(1);
});

test("the same id for another body, address or kind of body is refused", async () => {
  const other = await poolWithCodes(me.accountId, []);
  await add({ ...codes("C-1"), id: "taken" });
  const reused = { status: 409, body: { code: "message_reused" } };
  expect(await answerOf(await add({ ...codes("C-2"), id: "taken" }))).toMatchObject(reused);
  expect(await answerOf(await add({ csv: "C-1\n", id: "taken" }))).toMatchObject(reused);
  const elsewhere = await me.call("POST", `/api/v1/pools/${other}/codes`, { ...codes("C-1"), id: "taken" });
  expect(await answerOf(elsewhere)).toMatchObject(reused);
  expect(await uploads()).toBe(1);
});

test("two clients may use the same id", async () => {
  const colleague = await integrationOf(me.accountId, app);
  expect((await add({ ...codes("D-1"), id: "shared" })).status).toBe(202);
  expect((await add({ ...codes("D-2"), id: "shared" }, colleague)).status).toBe(202);
  expect(await uploads()).toBe(2);
});

test("while the first still runs, the second is asked to come again", async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => add({ ...codes("E-1"), id: "at-once" })));
  const ran = answers.filter(({ status }) => status === 202);
  const asked = answers.filter(({ status }) => status === 503);
  expect(ran.length + asked.length).toBe(8);
  expect(ran.length).toBeGreaterThan(0);
  for (const response of asked) {
    expect(response.headers.get("retry-after")).toBe("1");
    expect(await response.json()).toMatchObject({ code: "overloaded" });
  }
  expect(await uploads()).toBe(1);
});

test("a refusal is remembered like any answer", async () => {
  const release = () =>
    me.call("POST", "/api/v1/claims/release", {
      json: { pool, keys: ["k"], reason: "not_sent" },
      id: "refused",
    });
  expect(await answerOf(await release())).toMatchObject({
    status: 409,
    body: { code: "release_not_allowed" },
  });
  await database().pool.query("update pools set release_allowed = true where id = $1", [pool]);
  const again = await release();
  expect(again.headers.get("content-type")).toBe("application/problem+json");
  expect(await answerOf(again)).toMatchObject({ status: 409, body: { code: "release_not_allowed" } });
});

test("a request that is not valid takes no id", async () => {
  expect((await add({ json: {}, id: "corrected" })).status).toBe(400);
  expect((await add({ ...codes("F-1"), id: "corrected" })).status).toBe(202);
});

test("a call whose process died blocks its id for a minute, then runs to the same upload", async () => {
  const first = await answerOf(await add({ ...codes("G-1"), id: "died" }));
  await age("died", "59 s", ", status = null, body = null");
  expect((await add({ ...codes("G-1"), id: "died" })).status).toBe(503);
  await age("died", "2 s");
  expect((await add({ ...codes("G-2"), id: "died" })).status).toBe(409);
  expect(await answerOf(await add({ ...codes("G-1"), id: "died" }))).toEqual(first);
  expect(await uploads()).toBe(1);
});

test("a failure on our side is not remembered", async () => {
  await database().pool.query("alter table uploads rename to uploads_away");
  const failed = await add({ ...codes("H-1"), id: "ours" });
  await database().pool.query("alter table uploads_away rename to uploads");
  expect(await answerOf(failed)).toMatchObject({ status: 500, body: { code: "internal_error" } });
  expect((await add({ ...codes("H-1"), id: "ours" })).status).toBe(202);
});

test("a bug answers with a request id and without a word about its cause", async () => {
  await database().pool.query("alter table pool_handles rename to away");
  const failed = await me.call("GET", "/api/v1/pools/some-handle");
  await database().pool.query("alter table away rename to pool_handles");
  const text = await failed.text();
  expect(failed.status).toBe(500);
  expect(text).toContain(failed.headers.get("x-request-id"));
  expect(text).not.toMatch(/pool_handles|relation|select|\.ts/);
});

test("an answer is forgotten after a day", async () => {
  await add({ ...codes("I-1"), id: "old" });
  await age("old", "23 hours 59 minutes");
  await forgetMessages();
  expect((await add({ ...codes("I-2"), id: "old" })).status).toBe(409);
  await age("old", "2 minutes");
  expect((await add({ ...codes("I-2"), id: "old" })).status).toBe(202);
  await age("old", "25 hours");
  expect(await forgetMessages()).toBe(1);
});

test("claims keep no memory of messages: their keys do", async () => {
  const claim = (key: string) =>
    me.call("POST", "/api/v1/claims", {
      json: {
        pool,
        campaign: { id: "c", type: "automation" },
        recipients: [{ key, contact: "ada@example.com" }],
      },
      id: "claim",
    });
  expect((await claim("one")).status).toBe(200);
  expect((await claim("two")).status).toBe(200);
});
