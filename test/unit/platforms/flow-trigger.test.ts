import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { flowPayload } from "#app/delivery/flow-payload.ts";
import { readSnapshot } from "#app/delivery/pool-snapshot.ts";
import { readFlowTrigger } from "#sandbox/shopify/read-flow-trigger.ts";

const PATH = "extensions/pool-running-low/shopify.extension.toml";
const toml = readFileSync(PATH, "utf8");
const extension = readFlowTrigger(toml);

// What Shopify's CLI checks before it deploys a Flow trigger, and what its reference adds (shopify.dev, Flow trigger
// reference): a field that is no reference has a key of letters and spaces; no whole numbers, no text of several lines.
const field = z.strictObject({
  type: z.enum(["boolean", "email", "single_line_text_field", "url", "number_decimal"]),
  key: z
    .string()
    .min(1)
    .regex(/^[a-zA-Z\s]*$/),
  description: z.string().optional(),
});
const rules = z.strictObject({
  name: z.string().min(1),
  type: z.literal("flow_trigger"),
  handle: z
    .string()
    .max(30)
    .regex(/^[a-zA-Z0-9-]+$/),
  description: z.string().optional(),
  fields: z.array(field),
});

const snapshot = {
  id: "pool_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
  handle: "spring",
  name: "Spring",
  type: "static",
  stock: "low",
  perContact: "each_message",
  whenDry: "stop",
  limit: null,
  validDays: null,
  expiryPrecision: "day",
  unavailableReason: null,
  archivedAt: null,
  updatedAt: "2026-11-24T10:00:00Z",
  available: 40,
  assigned: 960,
  redeemed: 0,
  lowWaterUnit: "percent",
  lowWaterValue: 10,
};
const event = { id: "evt_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC", type: "pool.low" };
const payload = (name: string) =>
  flowPayload(event, readSnapshot({ ...snapshot, name }), "https://admin.shopify.com/store/demo/apps/key");

test("the extension keeps the rules by which it is deployed", () => {
  expect(rules.safeParse(extension).error?.issues ?? []).toEqual([]);
  expect(new Set(extension.fields.map(({ key }) => key)).size).toBe(extension.fields.length);
});

test.each([
  ["a key with a hyphen", 'key = "Pool name"', 'key = "pool-name"'],
  ["a whole number", 'type = "number_decimal"', 'type = "number_integer"'],
  [
    "a handle that is too long",
    'handle = "pool-running-low"',
    'handle = "a-pool-of-coupon-codes-is-running-low"',
  ],
  ["another property of a field", 'key = "Pool name"', 'key = "Pool name"\n  required = "yes"'],
])("%s breaks them", (_, right, wrong) => {
  expect(toml).toContain(right);
  expect(rules.safeParse(readFlowTrigger(toml.replace(right, wrong))).success).toBe(false);
});

test("its handle is the one that the app fires, and no other extension has it", () => {
  const code = readFileSync("app/platforms/shopify/fire-flow-trigger.server.ts", "utf8");
  expect(/const HANDLE = "(.+)"/.exec(code)?.[1]).toBe(extension.handle);
  expect(readdirSync("extensions")).toEqual([extension.handle]);
});

test("what is told are its fields, all of them and no other, each of its type", () => {
  const told = payload("Spring “10 %”");
  expect(Object.keys(told)).toEqual(extension.fields.map(({ key }) => key));
  const types = extension.fields.map(({ key, type }) => [type === "number_decimal", typeof told[key]]);
  for (const [isNumber, type] of types) expect(type).toBe(isNumber ? "number" : "string");
  expect(told).toMatchObject({
    "Pool name": "Spring “10 %”",
    "Pool status": "low",
    "Codes left": 40,
    "Percent left": 4,
    "Pool URL": "https://admin.shopify.com/store/demo/apps/key/app/pools/pool_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
    "Event ID": event.id,
  });
  expect(flowPayload({ ...event, type: "pool.empty" }, readSnapshot(snapshot), "")["Pool status"]).toBe(
    "empty",
  );
});

test("the longest name is far from what Flow takes", () => {
  expect(Buffer.byteLength(JSON.stringify(payload("𝒮".repeat(100))))).toBeLessThan(2_000);
});
