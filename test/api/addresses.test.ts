import { beforeAll, describe, expect, test } from "vitest";
import { database } from "#app/db/database.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { answerOf, type Integration, mountedApi, newIntegration } from "#test/support/api.ts";
import { freshDatabase } from "#test/support/database.ts";
import { poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

const app = mountedApi({ requestsPerMinute: 1_000 });
let me: Integration;
let other: Integration;
let pool: string;
let upload: string;

beforeAll(async () => {
  [me, other] = [await newIntegration(app), await newIntegration(app)];
  pool = await poolWithCodes(me.accountId, ["A-1"], { handle: "mine", releaseAllowed: true });
  upload = newId("upload");
  await database().pool.query(
    `insert into uploads (id, account_id, pool_id, status, file_name, file_bytes, file_hash, actor)
     values ($1, $2, $3, 'completed', 'codes.csv', 1, '\\x00', 'test')`,
    [upload, me.accountId, pool],
  );
});

describe("what belongs to another account answers exactly like what does not exist:", () => {
  const missing = { pool: "pool_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC", upload: "upl_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC" };
  const claim = (name: string) => ({
    pool: name,
    campaign: { id: "c", type: "automation" },
    recipients: [{ key: "k", contact: "ada@example.com" }],
  });
  const asks = [
    ["a pool", (names) => other.call("GET", `/api/v1/pools/${names.pool}`)],
    ["a key", (names) => other.call("GET", `/api/v1/claims/k?pool=${names.pool}`)],
    ["an upload", (names) => other.call("GET", `/api/v1/uploads/${names.upload}`)],
    ["a claim", (names) => other.call("POST", "/api/v1/claims", { json: claim(names.pool) })],
    [
      "a claim in test mode",
      (names) => other.call("POST", "/api/v1/claims", { json: { ...claim(names.pool), mode: "test" } }),
    ],
    [
      "a release",
      (names) =>
        other.call("POST", "/api/v1/claims/release", {
          json: { pool: names.pool, keys: ["k"], reason: "not_sent" },
        }),
    ],
    [
      "adding codes",
      (names) => other.call("POST", `/api/v1/pools/${names.pool}/codes`, { json: { codes: ["X-1"] } }),
    ],
    [
      "adding codes as a file",
      (names) => other.call("POST", `/api/v1/pools/${names.pool}/codes`, { csv: "code\nX-1\n" }),
    ],
  ] satisfies [string, (names: { pool: string; upload: string }) => Promise<Response>][];

  test.each(asks)("%s", async (_, ask) => {
    const there = await answerOf(await ask({ pool, upload }));
    expect(there).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(await answerOf(await ask(missing))).toEqual(there);
  });

  test("its handle too, and its pools are not listed", async () => {
    expect((await other.call("GET", "/api/v1/pools/mine")).status).toBe(404);
    expect(await (await other.call("GET", "/api/v1/pools")).json()).toEqual({ pools: [], nextCursor: null });
  });
});

test("what is its own is found by id and by handle", async () => {
  for (const name of [pool, "mine"])
    expect(await (await me.call("GET", `/api/v1/pools/${name}`)).json()).toEqual({
      id: pool,
      handle: "mine",
      name: expect.any(String),
      type: "static",
      status: "active",
      reason: null,
      remaining: 1,
      percentRemaining: 100,
      assigned: 0,
      redeemed: null,
      limit: null,
      expiry: null,
      perContact: "each_message",
      whenDry: "stop",
      updatedAt: expect.any(String),
    });
  expect((await me.call("GET", `/api/v1/uploads/${upload}`)).status).toBe(200);
});

test("pools come page by page, filtered and searched", async () => {
  const mine = await newIntegration(app);
  for (const name of ["Alpha", "Beta", "Gamma"])
    await poolWithCodes(mine.accountId, name === "Beta" ? [] : [`${name}-1`], {
      name,
      handle: name.toLowerCase(),
    });
  const list = async (query: string) => await (await mine.call("GET", `/api/v1/pools${query}`)).json();
  const names = (page: { pools: { name: string }[] }) => page.pools.map(({ name }) => name);
  const first = await list("?limit=2");
  expect(names(first)).toEqual(["Alpha", "Beta"]);
  const second = await list(`?limit=2&cursor=${encodeURIComponent(first.nextCursor)}`);
  expect(names(second)).toEqual(["Gamma"]);
  expect(second.nextCursor).toBeNull();
  expect(names(await list("?status=empty"))).toEqual(["Beta"]);
  expect(names(await list("?search=amm"))).toEqual(["Gamma"]);
  expect(names(await list("?type=dynamic"))).toEqual([]);
  expect((await mine.call("GET", "/api/v1/pools?cursor=nonsense")).status).toBe(400);
});

test.each([
  ["GET", "/api/v1/nothing"],
  ["GET", "/api/v1"],
  ["GET", "/api"],
  ["GET", "/api/v2/me"],
  ["GET", "/api/v1/me/"],
  ["GET", "/api/v1/pools/mine/codes/1"],
  ["POST", "/api/v1/contacts"],
])("%s %s is an unknown address, and needs no signature to say so", async (method, path) => {
  const response = await app.request(path, { method });
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("x-request-id")).toBeTruthy();
  expect(await answerOf(response)).toMatchObject({ status: 404, body: { code: "not_found" } });
});

test.each([
  ["GET", "/api/v1/claims", "POST"],
  ["DELETE", "/api/v1/claims", "POST"],
  ["PUT", "/api/v1/claims/release", "POST, HEAD, GET"],
  ["POST", "/api/v1/me", "HEAD, GET"],
  ["GET", "/api/v1/pools/mine/codes", "POST"],
  ["POST", "/api/v1/openapi.json", "HEAD, GET"],
])("%s %s is told which methods there are", async (method, path, allow) => {
  const response = await app.request(path, { method });
  expect(await answerOf(response)).toMatchObject({ status: 405, body: { code: "method_not_allowed" } });
  expect(new Set(response.headers.get("allow")?.split(", "))).toEqual(new Set(allow.split(", ")));
});

test("every answer has an id of its own", async () => {
  const ids = new Set<string | null>();
  ids.add((await me.call("GET", "/api/v1/me")).headers.get("x-request-id"));
  ids.add(
    (await me.call("GET", "/api/v1/me", { headers: { "webhook-id": null } })).headers.get("x-request-id"),
  );
  ids.add((await app.request("/api/v1/docs")).headers.get("x-request-id"));
  ids.add((await app.request("/api/v1/openapi.json")).headers.get("x-request-id"));
  expect(ids.size).toBe(4);
  expect(ids).not.toContain(null);
});
