import { expect, test } from "vitest";
import { suggestHandle } from "#app/pools/handle.ts";
import { amdModule } from "./amd-module.ts";

const inTheForm = amdModule<(name: string) => string>("suggest-handle");

test.each([
  ["Spring Sale 2026!", "spring-sale-2026"],
  ["Frühlings-Aktion", "fruhlings-aktion"],
  ["Große Straße", "grosse-strasse"],
  ["  ÉTÉ  ", "ete"],
  ["!!!", ""],
  ["夏", ""],
  [`${"a".repeat(59)} b`, "a".repeat(59)],
  ["a".repeat(80), "a".repeat(60)],
])("a handle for %j is the same in the module's form as in the service", (name, handle) => {
  expect(inTheForm(name)).toBe(handle);
  expect(suggestHandle(name)).toBe(handle);
});
