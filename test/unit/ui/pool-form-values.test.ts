import { expect, test } from "vitest";
import { poolSettingsSchema, settingsErrors } from "#app/pools/pool-settings.ts";
import { isDirty, NEW_POOL, settingsOfForm } from "#app/ui/pool-form-values.ts";

/** The fields about which the server would complain, after the way over the wire. */
function complaints(change: Partial<typeof NEW_POOL>): string[] {
  const form = { ...NEW_POOL, name: "Spring sale", handle: "spring-sale", ...change };
  const parsed = poolSettingsSchema.safeParse(JSON.parse(JSON.stringify(settingsOfForm(form))));
  return parsed.success ? [] : settingsErrors(parsed.error).map(({ path }) => path);
}

test("a new pool's form is valid once it has a name and a handle", () => {
  expect(complaints({})).toEqual([]);
  expect(complaints({ name: " ", handle: "" })).toEqual(expect.arrayContaining(["name", "handle"]));
});

test("an empty number is not a zero", () => {
  expect(complaints({ lowWaterValue: "" })).toEqual(["lowWaterValue"]);
  expect(complaints({ minValidityHours: " " })).toEqual(["minValiditySeconds"]);
});

test("hidden fields do not stand in the way of saving", () => {
  expect(complaints({ releaseAllowed: false, releaseWindowHours: "", releaseQuarantineHours: "x" })).toEqual(
    [],
  );
  expect(complaints({ whenDry: "stop", fallbackCode: "X".repeat(300) })).toEqual([]);
  expect(complaints({ releaseAllowed: true, releaseWindowHours: "0" })).toEqual(["releaseWindowHours"]);
  expect(complaints({ whenDry: "fallback" })).toEqual(["fallbackCode"]);
});

test("a form is dirty while something differs from its start", () => {
  expect(isDirty(NEW_POOL, { ...NEW_POOL })).toBe(false);
  expect(isDirty({ ...NEW_POOL, name: "a" }, NEW_POOL)).toBe(true);
});
