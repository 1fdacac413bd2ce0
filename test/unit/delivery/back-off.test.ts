import { expect, test } from "vitest";
import { backOffSeconds } from "#app/delivery/back-off.ts";

test("every further failure waits longer, up to four hours", () => {
  const delays = Array.from({ length: 12 }, (_, index) => backOffSeconds(index + 1, 0.5));
  expect(delays.slice(0, 3)).toEqual([5, 30, 120]);
  expect(delays.every((delay, index) => index === 0 || delay >= (delays[index - 1] ?? 0))).toBe(true);
  expect(delays.at(-1)).toBe(14_400);
});

test("a tenth either way, so that many that failed together come back one by one", () => {
  expect(backOffSeconds(4, 0)).toBeCloseTo(270);
  expect(backOffSeconds(4, 0.999_999)).toBeCloseTo(330, 2);
});

test("three days hold at least twenty tries", () => {
  let seconds = 0;
  let tries = 1;
  while (seconds < 72 * 3_600) {
    seconds += backOffSeconds(tries, 0.5);
    tries += 1;
  }
  expect(tries).toBeGreaterThan(20);
});
