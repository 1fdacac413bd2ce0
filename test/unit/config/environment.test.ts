import { describe, expect, test } from "vitest";
import {
  DEMO_MASTER_KEYS,
  DEMO_SHOP,
  DEMO_SHOPIFY_API_KEY,
  DEMO_SHOPIFY_API_SECRET,
} from "#app/config/demo-secrets.ts";
import { parseEnvironment } from "#app/config/environment.ts";

const KEY = Buffer.alloc(32, 7).toString("base64");
const PRODUCTION = {
  APP_URL: "https://coupons.example.com",
  DATABASE_URL: "postgresql://app:secret@db.example.com:5432/coupons",
  MASTER_KEYS: `k1:${KEY}`,
  SHOPIFY_API_KEY: "client-id",
  SHOPIFY_API_SECRET: "client-secret",
};

/** The variables that are wrong, or nothing when the program may start. */
function wrong(source: Record<string, string | undefined>): string[] {
  const parsed = parseEnvironment(source);
  return parsed.ok ? [] : parsed.problems.map(({ variable }) => variable).sort();
}

describe("production", () => {
  test("is the mode when none is named, and a missing secret refuses to start, every one named", () => {
    expect(wrong({})).toEqual([
      "APP_URL",
      "DATABASE_URL",
      "MASTER_KEYS",
      "SHOPIFY_API_KEY",
      "SHOPIFY_API_SECRET",
    ]);
    const parsed = parseEnvironment(PRODUCTION);
    expect(parsed).toMatchObject({ ok: true, environment: { APP_MODE: "production", HOST: "127.0.0.1" } });
  });

  test.each([
    ["SANDBOX_SHOPIFY_URL", "http://127.0.0.1:4601"],
    ["SANDBOX_SHOP", DEMO_SHOP],
    ["SANDBOX_FRAME_ORIGIN", "http://127.0.0.1:4601"],
    ["APP_BRIDGE_URL", "http://127.0.0.1:4601/app-bridge.js"],
  ])("refuses to start with the sandbox's %s", (variable, value) => {
    expect(wrong({ ...PRODUCTION, [variable]: value })).toEqual([variable]);
  });

  test.each([
    ["SHOPIFY_API_SECRET", DEMO_SHOPIFY_API_SECRET, "SHOPIFY_API_SECRET"],
    ["SHOPIFY_API_KEY", DEMO_SHOPIFY_API_KEY, "SHOPIFY_API_SECRET"],
    ["MASTER_KEYS", DEMO_MASTER_KEYS, "MASTER_KEYS"],
    ["MASTER_KEYS", `mine:${KEY},old:${DEMO_MASTER_KEYS.split(":")[1]}`, "MASTER_KEYS"],
  ])("refuses to start with the demo's %s", (variable, value, named) => {
    expect(wrong({ ...PRODUCTION, [variable]: value })).toEqual([named]);
  });

  test("metrics on an address that others reach need a token that nobody guesses", () => {
    const metrics = { ...PRODUCTION, METRICS_PORT: "9464" };
    const token = "0123456789abcdef0123456789abcdef";
    expect(wrong(metrics)).toEqual([]);
    expect(wrong({ ...metrics, METRICS_HOST: "0.0.0.0" })).toEqual(["METRICS_TOKEN"]);
    expect(wrong({ ...metrics, METRICS_HOST: "0.0.0.0", METRICS_TOKEN: token })).toEqual([]);
    expect(wrong({ ...metrics, METRICS_TOKEN: "short" })).toEqual(["METRICS_TOKEN"]);
    // Without the port nothing listens there.
    expect(wrong({ ...PRODUCTION, METRICS_HOST: "0.0.0.0" })).toEqual([]);
    expect(wrong({ APP_MODE: "demo", METRICS_HOST: "0.0.0.0" })).toEqual(["METRICS_HOST"]);
  });

  test("mail needs a server and a sender, both in their form", () => {
    const mail = {
      SMTP_URL: "smtps://user:p%40ss@mail.example.com:465",
      MAIL_FROM: "Coupons <c@example.com>",
    };
    expect(wrong({ ...PRODUCTION, ...mail })).toEqual([]);
    expect(wrong({ ...PRODUCTION, ...mail, MAIL_FROM: "c@example.com" })).toEqual([]);
    expect(wrong({ ...PRODUCTION, SMTP_URL: mail.SMTP_URL })).toEqual(["MAIL_FROM"]);
    expect(wrong({ ...PRODUCTION, ...mail, SMTP_URL: "https://mail.example.com" })).toEqual(["SMTP_URL"]);
    expect(wrong({ ...PRODUCTION, ...mail, MAIL_FROM: "Coupons" })).toEqual(["MAIL_FROM"]);
    expect(wrong({ ...PRODUCTION, ...mail, MAIL_FROM: "C <c@example.com>\r\nBcc: e@example.com" })).toEqual([
      "MAIL_FROM",
    ]);
  });

  test("refuses the demo's secrets whatever NODE_ENV says, and is not left by it", () => {
    expect(wrong({ NODE_ENV: "development" })).not.toEqual([]);
    expect(parseEnvironment({ ...PRODUCTION, NODE_ENV: "test" })).toMatchObject({
      environment: { APP_MODE: "production" },
    });
  });

  test("needs https", () => {
    expect(wrong({ ...PRODUCTION, APP_URL: "http://coupons.example.com" })).toEqual(["APP_URL"]);
  });

  test("runs the embedded database only on purpose and with a password of its own", () => {
    const { DATABASE_URL: _, ...none } = PRODUCTION;
    expect(wrong(none)).toEqual(["DATABASE_URL"]);
    expect(wrong({ ...none, EMBEDDED_DATABASE: "yes" })).toEqual(["EMBEDDED_DATABASE"]);
    expect(wrong({ ...none, EMBEDDED_DATABASE: "i-keep-backups" })).toEqual(["EMBEDDED_DATABASE_PASSWORD"]);
    expect(
      wrong({
        ...none,
        EMBEDDED_DATABASE: "i-keep-backups",
        EMBEDDED_DATABASE_PASSWORD: "a password of my own",
      }),
    ).toEqual([]);
  });
});

describe.each(["demo", "test"])("%s mode", (APP_MODE) => {
  test("needs no other setting", () => {
    expect(parseEnvironment({ APP_MODE })).toMatchObject({
      ok: true,
      environment: { SHOPIFY_API_KEY: DEMO_SHOPIFY_API_KEY },
    });
  });

  test.each(["0.0.0.0", "192.168.1.5", "::", "coupons.example.com", "127.0.0.1.example.com"])(
    "refuses to listen on %s",
    (HOST) => {
      expect(wrong({ APP_MODE, HOST })).toContain("HOST");
    },
  );

  test.each(["127.0.0.1", "localhost", "::1"])("listens on %s", (HOST) => {
    expect(wrong({ APP_MODE, HOST, APP_URL: "http://127.0.0.1:4600" })).toEqual([]);
  });

  test.each(["SANDBOX_SHOPIFY_URL", "SANDBOX_FRAME_ORIGIN", "APP_BRIDGE_URL", "APP_URL"])(
    "refuses a %s beyond this machine",
    (variable) => {
      expect(wrong({ APP_MODE, [variable]: "https://example.com" })).toEqual([variable]);
    },
  );

  test("plays one shop only", () => {
    expect(wrong({ APP_MODE, SANDBOX_SHOP: "real-merchant.myshopify.com" })).toEqual(["SANDBOX_SHOP"]);
    expect(wrong({ APP_MODE, SANDBOX_SHOP: DEMO_SHOP })).toEqual([]);
  });
});

test("every bad variable is named at once, with what it should be", () => {
  const parsed = parseEnvironment({
    APP_MODE: "demo",
    PORT: "many",
    DATABASE_URL: "mysql://x",
    MASTER_KEYS: "short:YQ==",
    WORKER: "maybe",
  });
  expect(parsed.ok ? [] : parsed.problems.map(({ variable }) => variable).sort()).toEqual([
    "DATABASE_URL",
    "MASTER_KEYS",
    "PORT",
    "WORKER",
  ]);
  expect(
    parsed.ok ? "" : parsed.problems.find(({ variable }) => variable === "MASTER_KEYS")?.problem,
  ).toContain("openssl rand -base64 32");
});

test("an empty variable counts as not set", () => {
  expect(wrong({ APP_MODE: "demo", DATABASE_URL: "", PORT: "" })).toEqual([]);
});

test("master keys are read in order, so that a new one can be put before the old", () => {
  const parsed = parseEnvironment({
    APP_MODE: "test",
    MASTER_KEYS: `new:${KEY}, old:${Buffer.alloc(32, 1).toString("base64")}`,
  });
  expect(parsed.ok ? parsed.environment.MASTER_KEYS.map(({ id, key }) => [id, key.length]) : []).toEqual([
    ["new", 32],
    ["old", 32],
  ]);
  expect(wrong({ APP_MODE: "test", MASTER_KEYS: `same:${KEY},same:${KEY}` })).toEqual(["MASTER_KEYS"]);
});
