import { spawn } from "node:child_process";
import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { expect, test } from "vitest";
import type { Demo } from "#sandbox/demo/start-demo.ts";
import type { AdminPage } from "./admin-page.ts";
import { askDatabase } from "./ask-database.ts";
import { demoInBrowser } from "./demo-in-browser.ts";

// The program as a whole: how it starts, what it serves, how it stops, and how a store leaves and returns.

let demo: Demo;
let admin: AdminPage;

demoInBrowser("seeded", (opened) => {
  ({ demo, admin } = opened);
});

const ask = async (question: string) => await askDatabase(demo, question);

/** Whether nobody takes connections at an address any more. */
async function refuses(address: string): Promise<boolean> {
  return await fetch(address).then(
    () => false,
    () => true,
  );
}

test("with a bad configuration nothing listens, and every bad variable is named", async () => {
  const child = spawn(process.execPath, ["app/server.ts"], {
    env: { PATH: process.env.PATH, NODE_ENV: "production", PORT: "many", APP_MODE: "festive" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (data) => {
    said += data;
  });
  const [code] = await once(child, "close");
  expect(code).toBe(1);
  expect(said).toMatch(/APP_MODE must be one of/);
  expect(said).toMatch(/PORT must be a port number/);
});

test("whoever watches it sees that it is ready; metrics are nobody's where no token is set", async () => {
  const ready = await fetch(`${demo.appUrl}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: "ok" }]);
  expect((await fetch(`${demo.appUrl}/metrics`)).status).toBe(404);
  expect((await fetch(demo.appUrl)).headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test("the front page says what this is; the dashboard needs a session", async () => {
  const front = await fetch(demo.appUrl);
  expect(front.status).toBe(200);
  expect(await front.text()).toContain("Hands coupon codes to an email platform");
  expect(front.headers.get("cache-control")).toBe("private, no-store");
  const dashboard = await fetch(`${demo.appUrl}/app`, {
    redirect: "manual",
    headers: { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0" },
  });
  expect(dashboard.status).toBe(302);
  expect(dashboard.headers.get("location")).toMatch(/^\/auth\/login/);
});

test("hashed files may be kept for ever, and a file of an older build is plainly missing", async () => {
  const page = await (await fetch(demo.appUrl)).text();
  const script = page.match(/\/assets\/entry\.client-[^"]+\.js/)?.[0];
  const found = await fetch(demo.appUrl + script);
  expect(found.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(found.headers.get("content-encoding")).toBe("gzip");
  const missing = await fetch(`${demo.appUrl}/assets/entry.client-OLD.js`);
  expect(missing.status).toBe(404);
  expect(missing.headers.get("content-type")).toMatch(/^text\/plain/);
});

test("a store that uninstalls the app and comes back finds everything as it was", async () => {
  await admin.open("/app");
  const before = await admin.app.locator("[data-primary-link]").allTextContents();
  await fetch(`${demo.adminUrl}/controls/uninstall`, { method: "POST" });
  await expect
    .poll(() => ask("select disconnected_at is null as connected from stores"))
    .toEqual([{ connected: false }]);
  expect(await ask("select 1 from shopify_sessions")).toEqual([]);
  await admin.open("/app");
  expect(await admin.app.locator("[data-primary-link]").allTextContents()).toEqual(before);
  expect(await ask("select disconnected_at is null as connected from stores")).toEqual([{ connected: true }]);
});

test("a frame that is reloaded by itself goes on where it was", async () => {
  await admin.open("/app");
  await admin.app.getByText("Welcome series").click();
  await admin.app.getByRole("heading", { name: "Use this pool" }).waitFor();
  const frame = admin.page.frames()[1];
  await frame?.evaluate(() => location.reload());
  await expect.poll(() => frame?.url()).toMatch(/id_token/);
  await admin.app.getByRole("heading", { name: "Use this pool" }).waitFor();
});

test("a file that is being sent when the program is told to stop still arrives", async () => {
  // The page of the test before would complain that the program is gone.
  await admin.page.goto("about:blank");
  const uploaded = demo.pools.find(({ type }) => type === "static");
  const token = await (await fetch(`${demo.adminUrl}/sandbox/session-token`, { method: "POST" })).json();
  const sending = httpRequest(`${demo.appUrl}/app/pools/${uploaded?.id}/files`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token.token}`,
      "content-type": "application/octet-stream",
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0",
      "x-file-name": "late.csv",
    },
  });
  sending.write("code\nLATE-1\n");
  // Its head has arrived once the program has answered somebody else.
  await fetch(demo.appUrl);
  const stopped = demo.app.stop();
  await expect.poll(() => refuses(demo.appUrl)).toBe(true);
  sending.end("LATE-2\n");
  const [response] = await once(sending, "response");
  let answer = "";
  for await (const part of response) answer += part;
  expect(JSON.parse(answer)).toMatchObject({ ok: true });
  await stopped;
  expect((await demo.app.exited).code).toBe(0);
});
