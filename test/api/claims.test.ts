import { beforeAll, describe, expect, test } from "vitest";
import { setBroadcastAllowed } from "#app/accounts/set-broadcast-allowed.server.ts";
import { claimAnswerSchema, claimRecordSchema } from "#app/api/schemas/claim-messages.ts";
import { database } from "#app/db/database.server.ts";
import { archivePool } from "#app/pools/archive-pool.server.ts";
import { answerOf, type Integration, integrationOf, mountedApi, newIntegration } from "#test/support/api.ts";
import { freshDatabase } from "#test/support/database.ts";
import { codesNamed, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

const clock = { milliseconds: Date.now() };
const app = mountedApi({ nowMilliseconds: () => clock.milliseconds });
let me: Integration;

beforeAll(async () => {
  me = await newIntegration(app);
});

type Recipients = (string | [key: string, contact: string])[];
interface More {
  campaign?: { id: string; type: string };
  mode?: string;
}

function post(pool: string, recipients: Recipients, more: More = {}, client = me): Promise<Response> {
  const json = {
    pool,
    campaign: { id: "welcome-2026", type: "automation" },
    recipients: recipients.map((recipient) =>
      typeof recipient === "string"
        ? { key: recipient, contact: `${recipient}@example.com` }
        : { key: recipient[0], contact: recipient[1] },
    ),
    ...more,
  };
  return client.call("POST", "/api/v1/claims", { json, at: new Date(clock.milliseconds) });
}

async function claims(...parameters: Parameters<typeof post>): Promise<string[]> {
  const response = await post(...parameters);
  expect(response.status).toBe(200);
  const answer = claimAnswerSchema.strict().parse(await response.json());
  return answer.claims.map(
    ({ key, outcome, code }) => `${key}: ${outcome}${code === null ? "" : ` ${code}`}`,
  );
}

async function look(pool: string, key: string): Promise<{ status: number; body: unknown }> {
  return await answerOf(
    await me.call("GET", `/api/v1/claims/${encodeURIComponent(key)}?pool=${pool}`, {
      at: new Date(clock.milliseconds),
    }),
  );
}

test("one claim over the whole contract", async () => {
  const expiresAt = new Date("2099-12-23T23:59:59.000Z");
  const pool = await poolWithCodes(me.accountId, [{ code: "WELCOME-7KQ2MX", expiresAt }, "WELCOME-2"]);
  const response = await post(pool, [["msg-000001", "ada@example.com"]]);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(response.headers.get("retry-after")).toBeNull();
  expect(await answerOf(response)).toEqual({
    status: 200,
    body: {
      claims: [
        {
          key: "msg-000001",
          outcome: "assigned",
          code: "WELCOME-7KQ2MX",
          assignedAt: expect.stringMatching(/Z$/),
          expiresAt: "2099-12-23T23:59:59.000Z",
        },
      ],
      pool: { id: pool, remaining: 1, percentRemaining: 50 },
    },
  });
});

describe("outcomes", () => {
  test("assigned, repeated by key, over all clients of the account, by id and by handle", async () => {
    const pool = await poolWithCodes(me.accountId, codesNamed("REP", 3), { handle: "repeats" });
    const colleague = await integrationOf(me.accountId, app);
    expect(await claims(pool, ["a"])).toEqual(["a: assigned REP-000001"]);
    expect(await claims("repeats", ["a", "b", "b"])).toEqual([
      "a: repeated REP-000001",
      "b: assigned REP-000002",
      "b: repeated REP-000002",
    ]);
    expect(await claims(pool, ["b"], {}, colleague)).toEqual(["b: repeated REP-000002"]);
  });

  test("kept, for a contact that holds a code, however its address is written", async () => {
    const pool = await poolWithCodes(me.accountId, codesNamed("KEPT", 3), { perContact: "for_good" });
    expect(
      await claims(pool, [
        ["a", "ada@example.com"],
        ["b", " ADA@Example.com "],
      ]),
    ).toEqual(["a: assigned KEPT-000001", "b: kept KEPT-000001"]);
    expect(
      await claims(pool, [["c", "ada@example.com"]], { campaign: { id: "other", type: "automation" } }),
    ).toEqual(["c: kept KEPT-000001"]);
  });

  test("kept within a campaign only, where the pool says so", async () => {
    const pool = await poolWithCodes(me.accountId, codesNamed("CAMP", 3), { perContact: "per_campaign" });
    const ada = (key: string, id: string) =>
      claims(pool, [[key, "ada"]], { campaign: { id, type: "automation" } });
    expect(await ada("a", "one")).toEqual(["a: assigned CAMP-000001"]);
    expect(await ada("b", "one")).toEqual(["b: kept CAMP-000001"]);
    expect(await ada("c", "two")).toEqual(["c: assigned CAMP-000002"]);
  });

  test("exhausted, when the pool is dry and stops; not remembered for the key", async () => {
    const pool = await poolWithCodes(me.accountId, ["DRY-1"]);
    expect(await claims(pool, ["a", "b", "a"])).toEqual([
      "a: assigned DRY-1",
      "b: exhausted",
      "a: repeated DRY-1",
    ]);
    expect((await look(pool, "b")).status).toBe(404);
  });

  test("fallback, when the pool is dry and has a code for everybody; remembered", async () => {
    const pool = await poolWithCodes(me.accountId, ["FB-1"], {
      whenDry: "fallback",
      fallbackCode: "EVERYBODY",
    });
    expect(await claims(pool, ["a", "b"])).toEqual(["a: assigned FB-1", "b: fallback EVERYBODY"]);
    expect(await look(pool, "b")).toMatchObject({
      status: 200,
      body: { outcome: "fallback", code: "EVERYBODY" },
    });
  });

  test("test, a placeholder that uses nothing up", async () => {
    const pool = await poolWithCodes(me.accountId, ["REAL-1"]);
    const response = await post(pool, ["a"], { mode: "test" });
    expect(await response.json()).toEqual({
      claims: [{ key: "a", outcome: "test", code: "TEST", assignedAt: null, expiresAt: null }],
      pool: { id: pool, remaining: 1, percentRemaining: 100 },
    });
    expect((await look(pool, "a")).status).toBe(404);
  });

  test("released, once a key gave its code back", async () => {
    const pool = await poolWithCodes(me.accountId, codesNamed("REL", 2), { releaseAllowed: true });
    await claims(pool, ["a"]);
    const json = { pool, keys: ["a", "a", "b"], reason: "not_sent" };
    const response = await me.call("POST", "/api/v1/claims/release", {
      json,
      at: new Date(clock.milliseconds),
    });
    expect(await answerOf(response)).toEqual({
      status: 200,
      body: {
        results: [
          { key: "a", result: "released" },
          { key: "a", result: "already_released" },
          { key: "b", result: "unknown" },
        ],
      },
    });
    expect(await claims(pool, ["a"])).toEqual(["a: released"]);
    expect(await look(pool, "a")).toMatchObject({
      status: 200,
      body: { outcome: "released", code: null, releasedAt: expect.any(String) },
    });
  });
});

describe("refusals", () => {
  const code = async (...parameters: Parameters<typeof post>) => {
    const { status, body } = await answerOf(await post(...parameters));
    return `${status} ${(body as { code: string }).code}`;
  };

  test("a key for another contact or campaign refuses the whole request, and names the culprit", async () => {
    const pool = await poolWithCodes(me.accountId, codesNamed("REUSE", 3));
    await claims(pool, [["a", "ada"]]);
    const refused = await answerOf(await post(pool, ["fresh", ["a", "grace"]]));
    expect(refused).toMatchObject({
      status: 409,
      body: { code: "key_reused", errors: [{ path: "recipients.1.key" }] },
    });
    expect((await look(pool, "fresh")).status).toBe(404);
    expect(await code(pool, [["a", "ada"]], { campaign: { id: "other", type: "automation" } })).toBe(
      "409 key_reused",
    );
    expect(
      await code(pool, [
        ["x", "ada"],
        ["x", "grace"],
      ]),
    ).toBe("409 key_reused");
  });

  test("an archived pool", async () => {
    const pool = await poolWithCodes(me.accountId, ["ARCH-1"]);
    await archivePool({ accountId: me.accountId, poolId: pool, actor: "test" });
    expect(await code(pool, ["a"])).toBe("409 pool_archived");
  });

  test("a broadcast, until the merchant allows it; then it works within five seconds", async () => {
    const pool = await poolWithCodes(me.accountId, ["BROAD-1"]);
    const broadcast = { campaign: { id: "sale", type: "broadcast" } };
    expect(await code(pool, ["a"], broadcast)).toBe("403 broadcast_not_enabled");
    await setBroadcastAllowed({ accountId: me.accountId, allowed: "yes", actor: "test" });
    clock.milliseconds += 5_000;
    expect(await claims(pool, ["a"], broadcast)).toEqual(["a: assigned BROAD-1"]);
  });

  test("a release, unless the pool allows it", async () => {
    const pool = await poolWithCodes(me.accountId, ["KEEP-1"]);
    const json = { pool, keys: ["a"], reason: "not_sent" };
    const response = await me.call("POST", "/api/v1/claims/release", {
      json,
      at: new Date(clock.milliseconds),
    });
    expect(await answerOf(response)).toMatchObject({ status: 409, body: { code: "release_not_allowed" } });
  });
});

test("a thousand recipients get a thousand codes, answered in the order they were asked", async () => {
  const pool = await poolWithCodes(me.accountId, codesNamed("BATCH", 1_000));
  const keys = Array.from({ length: 1_000 }, (_, n) => `key-${(n * 617) % 1_000}`);
  const answers = await claims(pool, keys);
  expect(answers.map((answer) => answer.split(":")[0])).toEqual(keys);
  expect(new Set(answers.map((answer) => answer.split(" ").at(-1))).size).toBe(1_000);
  const again = await claims(pool, [...keys].reverse());
  expect(again).toEqual(answers.map((answer) => answer.replace("assigned", "repeated")).reverse());
});

test.each(["a/b", "a?b&c=d", "100%", "a%2Fb", "é 🎁", "release", "a+b", "#1", "..x", "key:1;2"])(
  "the key %s is looked up percent-encoded",
  async (key) => {
    const pool = await poolWithCodes(me.accountId, [`LOOK-${Buffer.from(key).toString("hex")}`]);
    const [assigned] = await claims(pool, [key]);
    const { status, body } = await look(pool, key);
    expect(status).toBe(200);
    const record = claimRecordSchema.strict().parse(body);
    expect(`${record.key}: ${record.outcome} ${record.code}`).toBe(assigned);
    expect(record.campaignId).toBe("welcome-2026");
  },
);

test("contacts lie in the database only as a keyed hash, and in no answer", async () => {
  const pool = await poolWithCodes(me.accountId, ["HASH-1"]);
  const response = await post(pool, [["h", "secret.person@example.com"]]);
  expect(await response.text()).not.toContain("secret.person");
  const { rows } = await database().pool.query(
    "select row_to_json(c)::text as text from claims c where pool_id = $1",
    [pool],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].text).not.toContain("secret.person");
});
