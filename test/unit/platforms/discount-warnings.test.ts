import { expect, test } from "vitest";
import type { DiscountSummary } from "#app/platforms/discount-platform.ts";
import { discountWarnings } from "#app/platforms/discount-warnings.ts";

const now = new Date("2026-11-24T12:00:00Z");
const plain: DiscountSummary = {
  id: "gid://shopify/DiscountCodeNode/1",
  title: "Welcome",
  kind: "basic",
  value: "10% off the entire order",
  conditions: [],
  status: "active",
  startsAt: "2026-01-01T00:00:00Z",
  endsAt: null,
  usesPerCode: 1,
  oncePerCustomer: false,
  codesCount: 3,
};

test.each<[string, Partial<DiscountSummary>, string[]]>([
  ["nothing surprises", {}, []],
  ["no limit on uses", { usesPerCode: null }, ["no_limit_on_uses"]],
  ["several uses", { usesPerCode: 5 }, ["several_uses"]],
  ["ended or deactivated", { status: "expired", endsAt: "2026-11-24T11:00:00Z" }, ["inactive"]],
  ["ended since it was read", { endsAt: "2026-11-24T12:00:00Z" }, ["inactive"]],
  ["not started", { status: "scheduled", startsAt: "2026-12-24T11:00:00Z" }, ["not_started"]],
  ["ends in two weeks", { endsAt: "2026-12-08T12:00:00Z" }, ["ends_soon"]],
  ["ends later", { endsAt: "2026-12-08T12:00:01Z" }, []],
  ["an app's", { kind: "app", usesPerCode: null }, ["no_limit_on_uses", "app"]],
])("a discount that exists: %s", (_, change, kinds) => {
  expect(discountWarnings({ ...plain, ...change }, now).map(({ kind }) => kind)).toEqual(kinds);
});
