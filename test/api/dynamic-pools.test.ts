import { beforeAll, describe, expect, test } from "vitest";
import { claimAnswerSchema } from "#app/api/schemas/claim-messages.ts";
import { poolSchema } from "#app/api/schemas/pool-messages.ts";
import { database } from "#app/db/database.server.ts";
import { answerOf, type Integration, mountedApi, newIntegration } from "#test/support/api.ts";
import { freshDatabase } from "#test/support/database.ts";
import { newDynamicPool, poolWithReadyCodes } from "#test/support/dynamic-pool.ts";

freshDatabase();

const app = mountedApi();
let me: Integration;
beforeAll(async () => {
  me = await newIntegration(app);
});

function claim(pool: string, ...keys: string[]): Promise<Response> {
  const json = {
    pool,
    campaign: { id: "welcome", type: "automation" },
    recipients: keys.map((key) => ({ key, contact: key })),
  };
  return me.call("POST", "/api/v1/claims", { json });
}

describe("a claim of a dynamic pool", () => {
  test("is answered 200 with Retry-After while some are not ready, 503 when all are not", async () => {
    const pool = await poolWithReadyCodes(me.accountId, 1);
    const some = await claim(pool.id, "a", "b");
    expect([some.status, some.headers.get("retry-after")]).toEqual([200, "2"]);
    const { claims, pool: counts } = claimAnswerSchema.strict().parse(await some.json());
    expect(claims[1]).toEqual({
      key: "b",
      outcome: "not_ready",
      code: null,
      assignedAt: null,
      expiresAt: null,
    });
    expect(counts).toEqual({ id: pool.id, remaining: null, percentRemaining: null });
    const none = await claim(pool.id, "b", "c");
    expect([none.status, none.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(await none.json()).toMatchObject({ status: 503, code: "codes_not_ready" });
    const complete = await claim(pool.id, "a");
    expect([complete.status, complete.headers.get("retry-after")]).toEqual([200, null]);
  });

  test("is refused with the reason while the offer does not work", async () => {
    const pool = await newDynamicPool(me.accountId, { unavailableReason: "discount_deleted" });
    expect(await answerOf(await claim(pool.id, "a"))).toMatchObject({
      status: 409,
      body: {
        code: "pool_unavailable",
        reason: "discount_deleted",
        detail: expect.stringContaining("deleted"),
      },
    });
    const seen = await answerOf(await me.call("GET", `/api/v1/pools/${pool.id}`));
    expect(seen).toMatchObject({ status: 200, body: { status: "unavailable", reason: "discount_deleted" } });
    const listed = await answerOf(await me.call("GET", "/api/v1/pools?status=unavailable&type=dynamic"));
    expect(listed).toMatchObject({ body: { pools: [{ id: pool.id }] } });
  });
});

test("a dynamic pool shows its limit, what remains of it and how long its codes last", async () => {
  const pool = await poolWithReadyCodes(me.accountId, 2, { limit: 10 });
  await claim(pool.id, "a");
  const { body } = await answerOf(await me.call("GET", `/api/v1/pools/${pool.id}`));
  expect(poolSchema.strict().parse(body)).toMatchObject({
    type: "dynamic",
    limit: 10,
    remaining: 9,
    percentRemaining: 90,
    assigned: 1,
    expiry: null,
  });
  const days = await newDynamicPool(me.accountId, { validDays: 14 });
  expect(await answerOf(await me.call("GET", `/api/v1/pools/${days.id}`))).toMatchObject({
    body: { expiry: { validDays: 14, precision: "day" }, limit: null, remaining: null },
  });
});

describe("a preparation", () => {
  const by = new Date(Date.now() + 86_400_000).toISOString();

  test("is made under the caller's id, told how far it is, and changed by the same id", async () => {
    const pool = await poolWithReadyCodes(me.accountId, 5);
    const put = (quantity: number) =>
      me.call("PUT", `/api/v1/pools/${pool.id}/preparations/news%2F48`, {
        json: { quantity, by, campaign: "news" },
      });
    expect(await answerOf(await put(30))).toEqual({
      status: 200,
      body: {
        id: "news/48",
        quantity: 30,
        ready: 5,
        pending: 25,
        readyAt: expect.any(String),
        status: "preparing",
      },
    });
    expect(await answerOf(await put(5))).toEqual({
      status: 200,
      body: { id: "news/48", quantity: 5, ready: 5, pending: 0, readyAt: null, status: "ready" },
    });
    expect((await claim(pool.id, "a")).status).toBe(503);
  });

  test("without an id is one per campaign; the same message again gets the stored answer", async () => {
    const pool = await poolWithReadyCodes(me.accountId, 5);
    const post = (quantity: number, id?: string) =>
      me.call("POST", `/api/v1/pools/${pool.id}/prepare`, { id, json: { quantity, by, campaign: "news" } });
    const first = await answerOf(await post(5, "message-1"));
    expect(first).toMatchObject({ status: 200, body: { id: "news", status: "ready" } });
    await post(3);
    expect(await answerOf(await post(5, "message-1"))).toEqual(first);
    expect((await post(6, "message-1")).status).toBe(409);
    expect(await database().prisma.preparation.findMany({ where: { poolId: pool.id } })).toMatchObject([
      { id: "news", quantity: 3 },
    ]);
  });

  test("is refused with the field that is wrong", async () => {
    const pool = await newDynamicPool(me.accountId, { limit: 10 });
    const paths = async (json: object) => {
      const { status, body } = await answerOf(
        await me.call("POST", `/api/v1/pools/${pool.id}/prepare`, { json }),
      );
      const { errors } = body as { errors: { path: string }[] };
      return `${status} ${errors.map(({ path }) => path)}`;
    };
    expect(await paths({ quantity: 11, by, campaign: "news" })).toBe("400 quantity");
    expect(await paths({ quantity: 1, by: "2001-01-01T00:00:00Z", campaign: "news" })).toBe("400 by");
    expect(await paths({ quantity: 1, by: "tomorrow", campaign: "" })).toBe("400 by,campaign");
    expect(await paths({ quantity: 1.5, by, campaign: "news" })).toBe("400 quantity");
  });
});

test("a campaign is announced, switched off, and unknown to other accounts", async () => {
  const pool = await newDynamicPool(me.accountId);
  const put = (client: Integration, status: string) =>
    client.call("PUT", `/api/v1/pools/${pool.id}/campaigns/welcome`, {
      json: { name: "Welcome", type: "automation", status },
    });
  expect(await answerOf(await put(me, "live"))).toMatchObject({
    status: 200,
    body: { id: "welcome", pool: pool.id, name: "Welcome", type: "automation", status: "live" },
  });
  expect(await answerOf(await put(me, "off"))).toMatchObject({ status: 200, body: { status: "off" } });
  expect((await put(me, "paused")).status).toBe(400);
  expect((await put(await newIntegration(app), "live")).status).toBe(404);
});
