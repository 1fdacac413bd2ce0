import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Demo, startDemo } from "#sandbox/demo/start-demo.ts";
import { callApi } from "#sandbox/email/call-api.ts";

// One demo for the file, in a directory of its own; the tests run in their order.

const START_MILLISECONDS = 180_000;

let directory: string;
let demo: Demo;
const start = async () => await startDemo({ directory, port: 0, pools: "none" });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "coupon-pools-demo-"));
  // PostgreSQL runs as a user of its own, who has to get in.
  await chmod(directory, 0o755);
  demo = await start();
}, START_MILLISECONDS);

afterAll(async () => {
  await demo.stop();
  await rm(directory, { recursive: true, force: true });
}, START_MILLISECONDS);

test("demo.json holds what a script needs, and its credentials sign", async () => {
  const described = JSON.parse(await readFile(join(directory, "demo.json"), "utf8"));
  expect(Object.keys(described)).toEqual([
    "appUrl",
    "adminUrl",
    "emailPlatformUrl",
    "smtpUrl",
    "shop",
    "magentoUrl",
    "apiKeyId",
    "apiSecret",
    "pools",
  ]);
  const answer = await callApi(described, "GET", "/api/v1/me");
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ account: { name: "Demo Shop" } });
});

test("all three addresses answer with their page", async () => {
  const title = async (url: string) => /<title>(.*)<\/title>/.exec(await (await fetch(url)).text())?.[1];
  expect(await title(demo.adminUrl)).toBe("Sandbox admin");
  expect(await title(demo.emailPlatformUrl)).toBe("Sandbox email platform");
  expect((await fetch(`${demo.appUrl}/api/v1/openapi.json`)).status).toBe(200);
});

test("the app accepts the sandbox's webhooks", async () => {
  await demo.shopify.sendWebhook("app/uninstalled", { id: 1 });
  await demo.shopify.sendWebhook("app/scopes_update", {
    id: "1",
    previous: [],
    current: ["write_discounts"],
  });
  expect(demo.shopify.state.data.deliveries.map(({ topic, attempts }) => [topic, attempts])).toEqual([
    ["app/scopes_update", [200]],
    ["app/uninstalled", [200]],
  ]);
});

test("a second demo in the same directory is refused with a sentence", async () => {
  await expect(start()).rejects.toThrow(/already running as process/);
  expect((await callApi(demo, "GET", "/api/v1/me")).status).toBe(200);
});

test(
  "a crash of the app is told with its last words, and it can be started again",
  async () => {
    const { app } = demo;
    await app.kill();
    expect((await app.exited).signal).toBe("SIGKILL");
    await demo.restartApp();
    expect((await callApi(demo, "GET", "/api/v1/me")).status).toBe(200);
  },
  START_MILLISECONDS,
);

test(
  "stopped and started again, it has the same credentials and data",
  async () => {
    const { apiKeyId, apiSecret, appUrl } = demo;
    await demo.stop();
    expect(existsSync(join(directory, "demo.json"))).toBe(false);
    await expect(fetch(appUrl)).rejects.toThrow();
    demo = await start();
    expect(demo).toMatchObject({ apiKeyId, apiSecret });
    expect((await callApi(demo, "GET", "/api/v1/me")).status).toBe(200);
  },
  START_MILLISECONDS,
);
