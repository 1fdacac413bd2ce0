import { expect, test } from "vitest";
import {
  formatBytes,
  formatCodes,
  formatCount,
  formatDuration,
  formatHours,
  formatPercent,
  formatTime,
  rowsPerSecond,
} from "#app/ui/format.ts";

test("counts have thousands separators, and one code is not codes", () => {
  expect(formatCount(1_234_567)).toBe("1,234,567");
  expect([formatCodes(0), formatCodes(1), formatCodes(2_000)]).toEqual(["0 codes", "1 code", "2,000 codes"]);
});

test("a percentage is never rounded up to 100", () => {
  expect(formatPercent(99.99)).toBe("99.99%");
  expect(formatPercent(99.999)).toBe("99.99%");
  expect(formatPercent(100)).toBe("100%");
  expect(formatPercent(0)).toBe("0%");
  // 100 x 0.29 is 28.999... in binary.
  expect(formatPercent(0.29)).toBe("0.29%");
});

test("sizes count in thousands, like file managers", () => {
  expect([0, 999, 1_000, 1_250_000, 100_000_000, 2_500_000_000].map(formatBytes)).toEqual([
    "0 bytes",
    "999 bytes",
    "1 KB",
    "1.3 MB",
    "100 MB",
    "2.5 GB",
  ]);
});

test("a rate is told only when there is one", () => {
  expect(rowsPerSecond(50_000, 2)).toBe(25_000);
  expect(rowsPerSecond(0, 2)).toBeNull();
  expect(rowsPerSecond(10, 0)).toBeNull();
});

test("durations name at most two units", () => {
  expect([0.2, 1, 59.4, 60, 75, 3_600, 5_400].map(formatDuration)).toEqual([
    "less than a second",
    "1 s",
    "59 s",
    "1 min",
    "1 min 15 s",
    "1 h 0 min",
    "1 h 30 min",
  ]);
});

test("hours become days where they are whole", () => {
  expect([1, 24, 36, 48, 168].map(formatHours)).toEqual([
    "1 hour",
    "24 hours",
    "36 hours",
    "2 days",
    "7 days",
  ]);
});

test("a time is shown in the account's time zone, the same on every machine", () => {
  expect(formatTime("2026-11-23T23:05:00Z", "Europe/Amsterdam")).toBe("24 Nov 2026, 00:05");
  expect(formatTime("2026-11-23T23:05:00Z", "America/New_York")).toBe("23 Nov 2026, 18:05");
});
