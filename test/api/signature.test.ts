import { beforeAll, describe, expect, test } from "vitest";
import { revokeApiClient } from "#app/accounts/revoke-api-client.server.ts";
import { rotateApiClient } from "#app/accounts/rotate-api-client.server.ts";
import type { ApiOptions } from "#app/api/create-api.server.ts";
import { ERROR_CATALOGUE } from "#app/errors/error-catalogue.ts";
import { answerOf, type Integration, integrationOf, mountedApi, newIntegration } from "#test/support/api.ts";
import { freshDatabase } from "#test/support/database.ts";
import { signedClient, signedHeaders } from "#test/support/signed-client.ts";

freshDatabase();

/** Stands still unless a test moves it; every wait is written down instead of waited for. */
const clock = { milliseconds: Date.now() };
const waits: number[] = [];
const options: ApiOptions = {
  nowMilliseconds: () => clock.milliseconds,
  wait: async (milliseconds) => {
    waits.push(milliseconds);
  },
};
const app = mountedApi(options);
let me: Integration;

beforeAll(async () => {
  me = await newIntegration(app);
});

const now = () => new Date(clock.milliseconds);
const call: Integration["call"] = (method, target, more = {}) =>
  me.call(method, target, { at: now(), ...more });
const WRONG = { status: 401, code: "unauthorized" };

async function refusal(response: Response): Promise<{ status: number; code: string }> {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const { status, code, title, detail, type } = await response.json();
  expect(status).toBe(response.status);
  expect(title).toBe(ERROR_CATALOGUE[code as keyof typeof ERROR_CATALOGUE].title);
  expect(detail).toMatch(/\.$/);
  expect(type).toBe(`http://127.0.0.1:4600/api/v1/docs#${code}`);
  return { status, code };
}

test("a right signature opens the door", async () => {
  const response = await call("GET", "/api/v1/me");
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    account: { id: me.accountId },
    apiClient: { id: me.keyId, name: "Mailer" },
    broadcastEnabled: false,
    limits: { recipientsPerClaim: 1_000 },
  });
});

describe("refused, because it was not what was signed:", () => {
  test.each([
    ["another method", "GET", "/api/v1/pools", { signed: { method: "POST" } }],
    ["another address", "GET", "/api/v1/pools", { signed: { target: "/api/v1/me" } }],
    ["a query added", "GET", "/api/v1/pools?limit=1", { signed: { target: "/api/v1/pools" } }],
    [
      "the target re-encoded",
      "GET",
      "/api/v1/claims/a%2Fb?pool=p",
      { signed: { target: "/api/v1/claims/a/b?pool=p" } },
    ],
    [
      "the percent-encoding's case",
      "GET",
      "/api/v1/claims/%c3%a9?pool=p",
      { signed: { target: "/api/v1/claims/%C3%A9?pool=p" } },
    ],
    ["the body", "POST", "/api/v1/claims", { json: { pool: "a" }, signed: { body: '{"pool":"b"}' } }],
    ["a body added", "POST", "/api/v1/claims", { json: {}, signed: { body: "" } }],
  ] as const)("%s", async (_, method, target, more) => {
    expect(await refusal(await call(method, target, more))).toEqual(WRONG);
  });

  test("a claim replayed to another address", async () => {
    const json = { pool: "p", keys: ["k"], reason: "not_sent" };
    const signed = { target: "/api/v1/claims" };
    expect(await refusal(await call("POST", "/api/v1/claims/release", { json, signed }))).toEqual(WRONG);
  });
});

test("a path prefix that nobody stripped is part of what is signed", async () => {
  const signed = { target: "/shop/api/v1/me" };
  expect(await refusal(await call("GET", "/api/v1/me", { signed }))).toEqual(WRONG);
});

test("an unknown key id, a malformed one and a wrong signature answer the same", async () => {
  const other = await newIntegration(app);
  const wrong = signedClient({ keyId: me.keyId, secret: other.secret }, app);
  const unknown = signedClient({ keyId: "cpk_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC", secret: me.secret }, app);
  const malformed = signedClient({ keyId: "nonsense", secret: me.secret }, app);
  const answers = [];
  for (const client of [wrong, unknown, malformed])
    answers.push(await answerOf(await client("POST", "/api/v1/claims", { at: now(), json: {} })));
  expect(answers[0]).toMatchObject({ status: 401, body: { code: "unauthorized" } });
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

test.each(["x-api-key-id", "webhook-id", "webhook-timestamp", "webhook-signature"])(
  "a missing %s is named",
  async (header) => {
    const response = await call("GET", "/api/v1/me", { headers: { [header]: null } });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      code: "unauthorized",
      detail: expect.stringContaining(`The header ${header} is missing`),
    });
  },
);

test.each([
  ["webhook-id", "has.a.dot"],
  ["webhook-id", "x".repeat(129)],
  ["webhook-timestamp", "yesterday"],
  ["webhook-timestamp", "1795424400.5"],
  ["webhook-signature", Array(11).fill("v1,AAAA").join(" ")],
])("a malformed %s is named", async (header, value) => {
  const response = await call("GET", "/api/v1/me", { headers: { [header]: value } });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ detail: expect.stringContaining(`${header} must`) });
});

test.each([
  ["301 seconds old", -301, 401],
  ["301 seconds ahead", 301, 401],
  ["300 seconds old", -300, 200],
  ["300 seconds ahead", 300, 200],
])("a request %s", async (_, seconds, status) => {
  const wholeSecond = Math.floor(clock.milliseconds / 1_000) * 1_000;
  const response = await call("GET", "/api/v1/me", { at: new Date(wholeSecond + seconds * 1_000) });
  expect(response.status).toBe(status);
  if (status === 200) return;
  expect(await response.json()).toMatchObject({
    code: "timestamp_out_of_range",
    detail: expect.stringContaining(String(wholeSecond / 1_000)),
  });
});

test("one right signature among several is enough", async () => {
  const request = { method: "GET", target: "/api/v1/me", body: "", id: "msg_1", at: now() };
  const right = signedHeaders(me, request)["webhook-signature"];
  const headers = { "webhook-signature": `v1,AAAA v2,BBBB ${right}` };
  expect((await call("GET", "/api/v1/me", { id: "msg_1", headers })).status).toBe(200);
});

test("while a secret is replaced the old and the new one sign, and the old one ends when told to", async () => {
  const mine = await integrationOf(me.accountId, app);
  const ask = async (client: Integration["call"]) =>
    (await client("GET", "/api/v1/me", { at: now() })).status;
  const rotate = async (oldSecretHours: number) => {
    const rotated = await rotateApiClient({ ...mine, clientId: mine.keyId, oldSecretHours, actor: "test" });
    if (!rotated.ok) throw new Error(rotated.refusal.detail);
    clock.milliseconds += 5_000;
    return signedClient({ keyId: mine.keyId, secret: rotated.value.secret }, app);
  };
  expect(await ask(mine.call)).toBe(200);
  const second = await rotate(1);
  expect([await ask(mine.call), await ask(second)]).toEqual([200, 200]);
  const third = await rotate(0);
  expect([await ask(mine.call), await ask(second), await ask(third)]).toEqual([401, 401, 200]);
});

test("a revoked client is refused at most five seconds later", async () => {
  const mine = await integrationOf(me.accountId, app);
  const ask = () => mine.call("GET", "/api/v1/me", { at: now() });
  expect((await ask()).status).toBe(200);
  await revokeApiClient({ accountId: me.accountId, clientId: mine.keyId, actor: "test" });
  clock.milliseconds += 5_000;
  expect(await refusal(await ask())).toEqual(WRONG);
});

describe("failures", () => {
  const wrongly = (client: Integration) =>
    client.call("GET", "/api/v1/me", { at: now(), signed: { target: "/x" } });

  test("slow down, then are refused, while a right signature still passes", async () => {
    const mine = await integrationOf(me.accountId, app);
    waits.length = 0;
    for (let failure = 1; failure <= 20; failure += 1) expect((await wrongly(mine)).status).toBe(401);
    expect(waits).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000]);
    const refused = await wrongly(mine);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await mine.call("GET", "/api/v1/me", { at: now() })).status).toBe(200);
  });

  test("with one key id do not count for another", async () => {
    const [one, two] = [await integrationOf(me.accountId, app), await integrationOf(me.accountId, app)];
    for (let failure = 1; failure <= 21; failure += 1) await wrongly(one);
    expect((await wrongly(one)).status).toBe(429);
    expect((await wrongly(two)).status).toBe(401);
  });

  test("with a stale timestamp count too", async () => {
    const mine = await integrationOf(me.accountId, app);
    const late = () => mine.call("GET", "/api/v1/me", { at: new Date(clock.milliseconds - 400_000) });
    for (let failure = 1; failure <= 20; failure += 1) expect((await late()).status).toBe(401);
    expect((await late()).status).toBe(429);
  });
});
