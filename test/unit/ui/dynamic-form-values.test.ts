import { describe, expect, test } from "vitest";
import { dynamicPoolSettingsSchema } from "#app/pools/pool-settings.ts";
import { newDynamicForm, withTemplate, withValidDays } from "#app/ui/dynamic-form-values.ts";
import { isDirty, NEW_POOL, sentSettings } from "#app/ui/pool-form-values.ts";

const TEMPLATE = "tpl_1";
const fresh = newDynamicForm([TEMPLATE]);
const named = { ...NEW_POOL, name: "Welcome", handle: "welcome" };

describe("a dynamic pool's form", () => {
  test("chooses the template when there is only one", () => {
    expect(fresh.templateId).toBe(TEMPLATE);
    expect(newDynamicForm([TEMPLATE, "tpl_2"]).templateId).toBe("");
    expect(newDynamicForm([]).templateId).toBe("");
  });

  test("another template takes what it cannot do away: days of a discount of one's own, weeks of Magento", () => {
    expect(withTemplate("t", { source: "described", platform: "shopify" })).toEqual({ templateId: "t" });
    expect(withTemplate("t", { source: "existing", platform: "shopify" })).toEqual({
      templateId: "t",
      expiryKind: "template",
    });
    expect(withTemplate("t", { source: "existing", platform: "magento" })).toEqual({
      templateId: "t",
      expiryPrecision: "day",
    });
    expect(withTemplate("t", undefined)).toEqual({ templateId: "t" });
  });

  test("asks for settings that are accepted as they stand", () => {
    const { type, settings } = sentSettings({ ...named, dynamic: fresh });
    expect(type).toBe("dynamic");
    expect(dynamicPoolSettingsSchema.parse(settings)).toMatchObject({
      templateId: TEMPLATE,
      limit: null,
      validDays: null,
      bufferFixed: null,
      waitMilliseconds: 1_500,
      notReadyFallback: false,
      codeFormat: { groups: 2, groupLength: 5, separator: "-", alphabet: "no_look_alikes" },
    });
  });

  test("a limit that is asked for and left empty is not no limit", () => {
    const dynamic = { ...fresh, limitKind: "codes" as const, limit: " ", waitSeconds: "" };
    const { settings } = JSON.parse(JSON.stringify(sentSettings({ ...named, dynamic })));
    const parsed = dynamicPoolSettingsSchema.safeParse(settings);
    expect(parsed.error?.issues.map(({ path }) => path.join("."))).toEqual(["limit", "waitMilliseconds"]);
  });

  test("a fixed code is kept when only messages that are not ready need it", () => {
    const values = {
      ...named,
      fallbackCode: "SHARED5",
      dynamic: { ...fresh, notReady: "fallback" as const },
    };
    expect(sentSettings(values).settings.fallbackCode).toBe("SHARED5");
    expect(sentSettings({ ...values, dynamic: fresh }).settings.fallbackCode).toBe("");
  });

  test("a low-water mark that is not asked for cannot be wrong", () => {
    const { settings } = sentSettings({ ...named, lowWaterValue: "150", dynamic: fresh });
    expect(dynamicPoolSettingsSchema.safeParse(settings).success).toBe(true);
  });

  test("characters of its own count only when chosen", () => {
    const { settings } = sentSettings({ ...named, dynamic: { ...fresh, characters: "AA" } });
    expect(dynamicPoolSettingsSchema.parse(settings).codeFormat.characters).toBe("");
  });
});

test("the precision follows the days until it is chosen otherwise", () => {
  expect(withValidDays(fresh, "15")).toEqual({ validDays: "15", expiryPrecision: "week" });
  const month = { ...fresh, validDays: "30", expiryPrecision: "week" as const };
  expect(withValidDays(month, "14")).toEqual({ validDays: "14", expiryPrecision: "day" });
  expect(withValidDays({ ...month, expiryPrecision: "day" }, "60")).toEqual({ validDays: "60" });
});

test("a form of either type starts clean", () => {
  expect(isDirty({ ...NEW_POOL, dynamic: fresh }, { ...NEW_POOL, dynamic: { ...fresh } })).toBe(false);
  expect(isDirty({ ...NEW_POOL, dynamic: { ...fresh, prefix: "A" } }, { ...NEW_POOL, dynamic: fresh })).toBe(
    true,
  );
});
