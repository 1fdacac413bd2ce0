import { expect, test } from "vitest";
import { HANDLE, suggestHandle } from "#app/pools/handle.ts";
import { percentRemaining } from "#app/pools/percent-remaining.ts";

test("a percentage is rounded down: 100 is never said of a pool of which one code is gone", () => {
  expect(percentRemaining(0, 0)).toBeNull();
  expect(percentRemaining(9_999, 1)).toBe(99.99);
  expect(percentRemaining(999_999, 1)).toBe(99.99);
  expect(percentRemaining(1, 2)).toBe(33.33);
  expect(percentRemaining(0, 5)).toBe(0);
  expect(percentRemaining(5, 0)).toBe(100);
});

test("a handle is suggested from any name, in the form that a handle must have", () => {
  expect(suggestHandle("  Spring Sale 2026! ")).toBe("spring-sale-2026");
  expect(suggestHandle("Größe & Äpfel")).toBe("grosse-apfel");
  expect(suggestHandle("✨")).toBe("");
  expect(suggestHandle(`${"x".repeat(59)} tail`)).toMatch(HANDLE);
});
