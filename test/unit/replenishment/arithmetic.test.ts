import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bufferTarget, CONFIRM_SECONDS_MAX, closingTarget } from "#app/replenishment/buffer-target.ts";
import { backoffSeconds, batchesInFlight, pointsNow, waitSeconds } from "#app/replenishment/pace.ts";
import { codesToGiveUp, replenishPlan } from "#app/replenishment/replenish-plan.ts";
import { forecastHour, sampleRate } from "#app/replenishment/use-rate.ts";

describe("the plan", () => {
  test("what is ready and what is under way count towards the buffer", () => {
    expect(replenishPlan({ groups: [{ target: 500, available: 120, pending: 250 }], room: null })).toEqual([
      130,
    ]);
    expect(replenishPlan({ groups: [{ target: 500, available: 400, pending: 250 }], room: null })).toEqual([
      0,
    ]);
  });

  test("the group of today takes what the limit leaves before the group of tomorrow", () => {
    const groups = [
      { target: 100, available: 20, pending: 0 },
      { target: 100, available: 0, pending: 0 },
    ];
    expect(replenishPlan({ groups, room: 90 })).toEqual([80, 10]);
    expect(replenishPlan({ groups, room: 0 })).toEqual([0, 0]);
    expect(replenishPlan({ groups, room: -5 })).toEqual([0, 0]);
  });

  test("it never makes more than the limit leaves, nor more than is missing", () => {
    const stock = fc.record({ target: fc.nat(10_000), available: fc.nat(10_000), pending: fc.nat(10_000) });
    fc.assert(
      fc.property(fc.array(stock, { maxLength: 3 }), fc.option(fc.nat(20_000)), (groups, room) => {
        const plan = replenishPlan({ groups, room });
        expect(plan).toHaveLength(groups.length);
        if (room !== null)
          expect(plan.reduce((sum, quantity) => sum + quantity, 0)).toBeLessThanOrEqual(room);
        for (const [index, quantity] of plan.entries()) {
          const { target = 0, available = 0, pending = 0 } = groups[index] ?? {};
          expect(quantity).toBeGreaterThanOrEqual(0);
          expect(quantity).toBeLessThanOrEqual(Math.max(0, target - available - pending));
        }
      }),
    );
  });
});

describe("what a limit leaves for tomorrow", () => {
  const next = { target: 100, available: 0, pending: 0 };
  test("today gives up what it will not use, and at most half", () => {
    const today = { target: 20, available: 80, pending: 0 };
    expect(codesToGiveUp({ groups: [today, next], room: 0 })).toBe(60);
    expect(codesToGiveUp({ groups: [{ ...today, target: 70 }, next], room: 0 })).toBe(40);
    expect(codesToGiveUp({ groups: [{ ...today, available: 1 }, next], room: 0 })).toBe(0);
  });
  test("nothing is given up where there is room, no limit, or no midnight", () => {
    const today = { target: 20, available: 80, pending: 0 };
    expect(codesToGiveUp({ groups: [today, next], room: 500 })).toBe(0);
    expect(codesToGiveUp({ groups: [today, next], room: null })).toBe(0);
    expect(codesToGiveUp({ groups: [today], room: 0 })).toBe(0);
  });
  test("it is done once: codes for tomorrow are not given up for more of them", () => {
    const today = { target: 20, available: 30, pending: 0 };
    expect(codesToGiveUp({ groups: [today, { ...next, pending: 5 }], room: 0 })).toBe(0);
  });
});

describe("the buffer", () => {
  const quiet = {
    ratePerSecond: 0,
    busiestHour: 0,
    confirmSeconds: 5,
    fixed: null,
    prepared: 0,
    least: 250,
  };
  test("a pool that nobody uses keeps the least", () => {
    expect(bufferTarget(quiet)).toBe(250);
  });
  test("it grows with the pool's use and with the time that the platform takes", () => {
    expect(bufferTarget({ ...quiet, ratePerSecond: 50, confirmSeconds: 10 })).toBe(2_000);
    expect(bufferTarget({ ...quiet, ratePerSecond: 50, confirmSeconds: 20 })).toBe(4_000);
  });
  test("it is there before the morning that is forecast, and follows the rate where that is more", () => {
    const morning = { ...quiet, busiestHour: 36_000, confirmSeconds: 60 };
    expect(bufferTarget(morning)).toBe(2_400);
    expect(bufferTarget({ ...morning, ratePerSecond: 5 })).toBe(2_400);
    expect(bufferTarget({ ...morning, ratePerSecond: 50 })).toBe(12_000);
  });
  test("a platform that hangs does not make it grow without end", () => {
    const hung = bufferTarget({ ...quiet, ratePerSecond: 1, confirmSeconds: 86_400 });
    expect(hung).toBe(bufferTarget({ ...quiet, ratePerSecond: 1, confirmSeconds: CONFIRM_SECONDS_MAX }));
  });
  test("a size fixed by hand holds, and announced campaigns come on top", () => {
    expect(bufferTarget({ ...quiet, ratePerSecond: 50, fixed: 80, prepared: 5_000 })).toBe(5_080);
  });
  test("towards midnight a group needs no more than is still used", () => {
    const closing = { target: 2_000, secondsLeft: 600, ratePerSecond: 0.1, prepared: 0, least: 20 };
    expect(closingTarget(closing)).toBe(120);
    expect(closingTarget({ ...closing, secondsLeft: 0 })).toBe(20);
    expect(closingTarget({ ...closing, ratePerSecond: 100 })).toBe(2_000);
  });
});

describe("the rate of use", () => {
  const start = new Date("2026-11-24T10:00:00Z");
  const later = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
  test("a burst counts at once and fades by half in half an hour", () => {
    const burst = sampleRate({ used: 0, at: start, ratePerSecond: 0 }, { used: 6_000, at: later(60) });
    expect(burst?.ratePerSecond).toBe(100);
    const after = burst && sampleRate(burst, { used: 6_000, at: later(60 + 1_800) });
    expect(after?.ratePerSecond).toBeCloseTo(50);
  });
  test("two looks in the same moment are one", () => {
    expect(sampleRate({ used: 0, at: start, ratePerSecond: 3 }, { used: 1_000, at: later(1) })).toBeNull();
  });
  test("codes that were given back do not count backwards", () => {
    const sample = sampleRate({ used: 100, at: start, ratePerSecond: 0 }, { used: 90, at: later(60) });
    expect(sample).toMatchObject({ used: 100, ratePerSecond: 0 });
  });
});

describe("the forecast for the first hour after midnight", () => {
  const midnight = new Date("2026-11-25T00:00:00Z");
  const hour = (hoursBefore: number, used: number) => ({
    hour: new Date(midnight.getTime() - hoursBefore * 3_600_000),
    used,
  });
  test("it is the most that the same hour used on one of the last seven days", () => {
    expect(forecastHour([hour(24, 40), hour(72, 900), hour(60, 5_000), hour(240, 9_000)], midnight)).toBe(
      900,
    );
  });
  test("it is at least what the hour before used", () => {
    expect(forecastHour([hour(1, 300), hour(24, 40)], midnight)).toBe(300);
  });
  test("a new pool has none", () => {
    expect(forecastHour([], midnight)).toBe(0);
  });
});

describe("the pace", () => {
  test("more batches are under way the more points come back, within bounds", () => {
    expect([0, 50, 100, 200, 1_000, 2_000].map(batchesInFlight)).toEqual([12, 12, 12, 24, 40, 40]);
  });

  const now = new Date("2026-11-24T10:00:00Z");
  const bucket = { pointsAvailable: 100, pointsMax: 2_000, pointsPerSecond: 100, toldAt: now };
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
  test("points come back up to the size of the bucket", () => {
    expect(pointsNow(bucket, later(5))).toBe(600);
    expect(pointsNow(bucket, later(500))).toBe(2_000);
    expect(pointsNow(bucket, later(-5))).toBe(100);
  });
  test("a call waits exactly as long as its points need", () => {
    expect(waitSeconds(bucket, 100, now)).toBe(0);
    expect(waitSeconds(bucket, 350, now)).toBe(2.5);
    expect(waitSeconds(bucket, 9_999, now)).toBe(19);
  });
  test("after the wait the points are there", () => {
    fc.assert(
      fc.property(
        fc.nat(2_000),
        fc.nat(2_000),
        fc.integer({ min: 1, max: 2_000 }),
        (available, points, perSecond) => {
          const some = { ...bucket, pointsAvailable: available, pointsPerSecond: perSecond };
          const wait = waitSeconds(some, points, now);
          expect(pointsNow(some, later(wait + 0.001))).toBeGreaterThanOrEqual(points);
        },
      ),
    );
  });
  test("failures in a row wait longer, up to a minute", () => {
    expect(backoffSeconds(1, 0)).toBe(0.5);
    expect(backoffSeconds(1, 1)).toBe(1);
    expect(backoffSeconds(50, 1)).toBe(60);
  });
});
