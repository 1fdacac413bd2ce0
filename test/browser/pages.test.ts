import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Demo } from "#sandbox/demo/start-demo.ts";
import { callApi } from "#sandbox/email/call-api.ts";
import { type AdminPage, openAdmin } from "./admin-page.ts";
import { openBrowser } from "./open-browser.ts";
import { startTestDemo } from "./start-test-demo.ts";

// Every page of a shop that has been at it for a while, on a desk and on a phone.

let demo: Demo;
let stopDemo: () => Promise<void>;
let browser: Browser;

beforeAll(async () => {
  ({ demo, stop: stopDemo } = await startTestDemo("seeded"));
  browser = await openBrowser();
  const body = {
    pool: "welcome",
    campaign: { id: "welcome-2026", type: "automation" },
    recipients: Array.from({ length: 110 }, (_, n) => ({ key: `daily-${n}`, contact: "daily@example.com" })),
  };
  expect((await callApi(demo, "POST", "/api/v1/claims", body)).status).toBe(200);
});

afterAll(async () => {
  await browser?.close();
  await stopDemo?.();
});

function poolPath(handle: string): string {
  const pool = demo.pools.find((one) => one.handle === handle);
  if (!pool) throw new Error(`The demo has no pool ${handle}.`);
  return `/app/pools/${pool.id}`;
}

describe.each([1280, 375] as const)("at %i pixels", (width) => {
  let admin: AdminPage;

  beforeAll(async () => {
    admin = await openAdmin(browser, demo.adminUrl, width);
  });

  afterAll(() => admin?.close());

  afterEach(() => {
    expect(admin.complaints.splice(0), "the console complained").toEqual([]);
  });

  /** The names of the pools that are listed, in order. */
  const listed = async () => await admin.app.locator("[data-primary-link]").allTextContents();

  test("the list shows every pool that is not archived, the newest first", async () => {
    await admin.open("/app");
    expect(await listed()).toEqual([
      "Free shipping weekend",
      "Newsletter thank-you",
      "VIP early access",
      "Win back lapsed customers",
      "Birthday gift",
      "Abandoned cart, 10 % off",
      "Welcome series",
    ]);
    await admin.look("pools");
  });

  test("pools that need attention come first when asked for", async () => {
    await admin.open("/app");
    await admin.app.getByRole("button", { name: "Sort the results" }).click();
    await admin.app.getByText("Needs attention").click();
    await admin.app.getByText("Empty and low first").click();
    await expect
      .poll(async () => (await listed()).slice(0, 3))
      .toEqual(["VIP early access", "Win back lapsed customers", "Abandoned cart, 10 % off"]);
    await admin.app.locator("h1").click();
    await admin.app.getByText("Sort by").waitFor({ state: "detached" });
    await admin.look("pools-by-attention");
  });

  test("a search and a view narrow the list, and a reload keeps them", async () => {
    await admin.open("/app?search=WELCOME");
    expect(await listed()).toEqual(["Welcome series"]);
    await admin.open("/app?status=archived");
    expect(await listed()).toEqual(["Summer sale 2026"]);
    await admin.open("/app?search=nothing%20like%20it");
    await admin.app.getByText("No pools found").waitFor();
    await admin.look("pools-not-found");
  });

  test("the status filter is changed where it is shown", async () => {
    await admin.open("/app?search=e&type=static&status=active");
    expect(await listed()).toEqual(["VIP early access", "Welcome series"]);
    await admin.app.getByRole("button", { name: "Status: Active" }).click();
    await admin.app.getByRole("radio", { name: "Low" }).click({ force: true });
    await expect.poll(listed).toEqual(["Abandoned cart, 10 % off"]);
  });

  test("a search is sent when the typing pauses", async () => {
    await admin.open("/app");
    await admin.app.getByRole("button", { name: "Search and filter results" }).click();
    await admin.app.getByPlaceholder("Search by name or handle").fill("birth");
    await expect.poll(listed).toEqual(["Birthday gift"]);
    await admin.look("pools-search");
  });

  test.each([
    ["pool-active", "welcome"],
    ["pool-low", "abandoned-cart"],
    ["pool-empty", "win-back"],
    ["pool-refused", "vip-early-access"],
    ["pool-dynamic-seeded", "free-shipping"],
  ])("%s", async (name, handle) => {
    await admin.open(poolPath(handle));
    await admin.look(name);
  });

  test("the pool's request is shown in four languages, with a signature to check against", async () => {
    await admin.open(poolPath("welcome"));
    for (const language of ["TypeScript", "PHP", "Python"]) {
      await admin.app.getByRole("tab", { name: language }).click();
      await admin.app.getByRole("region", { name: `Request in ${language}` }).waitFor();
    }
    await admin.app.getByRole("button", { name: "Check your signature" }).click();
    await admin.app.getByText(/^v1,/).waitFor();
    await admin.look("pool-request");
  });

  test("a contact's codes are found", async () => {
    await admin.open(poolPath("welcome"));
    await admin.app.getByLabel("Look up by").selectOption("contact");
    await admin.app.getByLabel(/Which codes did this contact get/).fill("nobody@example.com");
    await admin.app.getByRole("button", { name: "Look up" }).click();
    await admin.app.getByText("nobody@example.com got no code from this pool.").waitFor();
  });

  test("a contact of many messages is found page by page", async () => {
    const { app } = admin;
    await admin.open("/app/find");
    await app.getByLabel("Code, contact or message").fill("daily@example.com");
    await app.getByRole("button", { name: "Find", exact: true }).click();
    await app.getByText("The newest 100 found for daily@example.com").waitFor();
    await app.getByText(/There are older ones/).waitFor();
    expect(await app.getByText(/^daily-/).count()).toBe(100);
    await app.getByRole("button", { name: "Next" }).click();
    await app.getByText("Older ones found for daily@example.com").waitFor();
    expect(await app.getByText(/^daily-/).count()).toBe(10);
    expect(await app.locator(":focus").textContent()).toContain("Older ones found");
    await admin.look("find-second-page");
    await admin.open(poolPath("welcome"));
    await app.getByLabel("Look up by").selectOption("contact");
    await app.getByLabel(/Which codes did this contact get/).fill("daily@example.com");
    await app.getByRole("button", { name: "Look up" }).click();
    await app.getByText("The newest 100 messages to daily@example.com:").waitFor();
    await app.getByText("There are older ones, which Find shows.").waitFor();
  });

  test("a change that is not answered costs nothing of what was entered, and is sent again", async () => {
    const { app, page } = admin;
    const changes = /\/edit\?.*_data=/;
    const mark = String(width % 7);
    await admin.open(`${poolPath("birthday")}/edit`);
    await app.getByLabel(/Count the pool as low/).fill(mark);
    await page.route(changes, (route) => route.abort());
    await admin.saveBar("Save");
    await app.getByText("The app did not answer").waitFor();
    expect(await app.getByLabel(/Count the pool as low/).inputValue()).toBe(mark);
    expect(await app.locator(":focus").textContent()).toContain("The app did not answer");
    await admin.look("not-answered");
    await page.unroute(changes);
    await page.route(changes, (route) => route.fulfill({ status: 503, body: "restarting" }));
    await Promise.all([
      page.waitForResponse(changes),
      app.getByRole("button", { name: "Try again" }).click(),
    ]);
    await app.getByText("The app did not answer").waitFor();
    await page.unroute(changes);
    await app.getByRole("button", { name: "Try again" }).click();
    await app.getByText(`Counts as low when ${mark}% or less remain.`).waitFor();
    expect(await app.getByText("The app did not answer").count()).toBe(0);
    // The browser's own words for the answers.
    const others = admin.complaints.filter((one) => !/ERR_FAILED|503/.test(one));
    admin.complaints.splice(0, admin.complaints.length, ...others);
  });

  test("edit", async () => {
    await admin.open(`${poolPath("vip-early-access")}/edit`);
    expect(await admin.app.getByLabel("Take codes back that were never sent").isChecked()).toBe(true);
    await admin.look("pool-edit");
  });

  test("create", async () => {
    await admin.open("/app/pools/new");
    await admin.look("pool-new");
  });

  test("upload", async () => {
    await admin.open(`${poolPath("win-back")}/upload`);
    await admin.look("upload");
  });

  test("the preview of a file with expiry dates asks for the order of day and month", async () => {
    await admin.open(`${poolPath("birthday")}/upload`);
    const rows = Array.from({ length: 40 }, (_, index) => `EXTRA${index + 100},0${(index % 9) + 1}/04/2027`);
    await admin.app.locator("input[type=file]").setInputFiles({
      name: "extra codes.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(["code,expires", ...rows].join("\n")),
    });
    await admin.app.getByText(/day first or month first/).waitFor();
    await admin.look("upload-dates");
    await admin.app.getByLabel("Dates are written").selectOption("dmy");
    await admin.app.getByText(/day first or month first/).waitFor({ state: "detached" });
    await admin.app.getByText("EXTRA100").first().waitFor();
    await admin.look("upload-dates-chosen");
    if (width === 375) await admin.app.getByRole("button", { name: /View actions/ }).click();
    await admin.app.getByRole("button", { name: "Discard file" }).click();
    await admin.toast("File discarded");
  });

  test("the result of an upload", async () => {
    await admin.open(poolPath("welcome"));
    await admin.app.getByRole("link", { name: "welcome-top-up.csv" }).click();
    await admin.app.getByText("Already in this pool").waitFor();
    await admin.look("upload-with-rejects");
  });

  test("settings, with a new secret for a client and a client revoked", async () => {
    await admin.open("/app/settings");
    await admin.app.getByRole("button", { name: "Create API client" }).click();
    await admin.app.getByLabel("Name of the API client").fill(`Script ${width}`);
    await admin.app.getByRole("button", { name: "Create", exact: true }).click();
    await admin.app.getByRole("button", { name: "I have stored it" }).click();
    await admin.app.getByRole("button", { name: `New secret for Script ${width}` }).click();
    await admin.look("settings-new-secret");
    await admin.app.getByRole("button", { name: "Make new secret" }).click();
    await admin.app.getByText(/The old secret works until/).waitFor();
    await admin.app.getByRole("button", { name: "I have stored it" }).click();
    await admin.app.getByText(/Its old secret works until/).waitFor();
    await admin.app.getByRole("button", { name: `Revoke Script ${width}` }).click();
    await admin.app.getByRole("button", { name: "Revoke API client" }).click();
    await admin.toast("API client revoked");
    await admin.app.getByText("Revoked", { exact: true }).first().waitFor();
    await admin.look("settings");
  });

  test("broadcasts are allowed and no longer allowed", async () => {
    await admin.open("/app/settings");
    await admin.app.getByRole("button", { name: "Allow broadcasts" }).click();
    await admin.app.getByText("Allowed", { exact: true }).waitFor();
    await admin.app.getByRole("button", { name: "Stop allowing broadcasts" }).click();
    await admin.app.getByText("Not allowed", { exact: true }).waitFor();
  });

  test("an address that leads nowhere says so and shows a way back", async () => {
    await admin.open("/app/pools/pool_00000000000000000000000000");
    await admin.app.getByText("This page is not here").waitFor();
    await admin.look("not-found");
    // The browser's own word for the answer.
    admin.complaints.splice(
      0,
      admin.complaints.length,
      ...admin.complaints.filter((one) => !/404/.test(one)),
    );
  });
});
