import { expect, test } from "vitest";
import { integrationOf, mountedApi, newIntegration } from "#test/support/api.ts";
import { freshDatabase } from "#test/support/database.ts";

freshDatabase();

test("a client that sends too much is told how much it may, and others are not held up", async () => {
  const app = mountedApi({ requestsPerMinute: 3 });
  const me = await newIntegration(app);
  const ask = () => me.call("GET", "/api/v1/me");
  for (const left of [2, 1, 0]) {
    const response = await ask();
    expect(response.status).toBe(200);
    expect(response.headers.get("ratelimit")).toMatch(new RegExp(`^"requests";r=${left};t=\\d+$`));
    expect(response.headers.get("ratelimit-policy")).toBe('"requests";q=3;w=60');
  }
  const refused = await ask();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(refused.headers.get("ratelimit")).toMatch(/^"requests";r=0;t=\d+$/);
  expect(await refused.json()).toMatchObject({ code: "rate_limited" });
  const neighbour = await integrationOf(me.accountId, app);
  expect((await neighbour.call("GET", "/api/v1/me")).status).toBe(200);
});

test("requests that are not signed correctly use nothing of a client's limit", async () => {
  const app = mountedApi({ requestsPerMinute: 1, wait: async () => {} });
  const me = await newIntegration(app);
  for (let n = 0; n < 5; n += 1) await me.call("GET", "/api/v1/me", { signed: { target: "/x" } });
  expect((await me.call("GET", "/api/v1/me")).status).toBe(200);
});
