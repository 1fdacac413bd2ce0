import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dateAt } from "#app/codes/zoned-time.ts";
import { groupEnds, zoneCalendar } from "#app/replenishment/group-ends.ts";

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "Pacific/Apia",
];

function ends(now: string, timeZone: string, validDays: number, precision: "day" | "week" = "day") {
  const calendar = zoneCalendar(new Date(now), timeZone);
  return groupEnds({ calendar, validDays, precision, aheadSeconds: 3_600 });
}

describe("to the day", () => {
  test("a code assigned at any time of a day ends with the Nth day after it", () => {
    expect(ends("2026-11-24T00:00:00Z", "UTC", 7).current.toISOString()).toBe("2026-12-01T23:59:59.000Z");
    expect(ends("2026-11-24T23:59:59Z", "UTC", 7).current.toISOString()).toBe("2026-12-01T23:59:59.000Z");
    expect(ends("2026-11-25T00:00:00Z", "UTC", 7).current.toISOString()).toBe("2026-12-02T23:59:59.000Z");
  });

  test("days are those of the store's time zone", () => {
    // 23:30 in Berlin, then 00:30.
    expect(ends("2026-11-24T22:30:00Z", "Europe/Berlin", 1).current.toISOString()).toBe(
      "2026-11-25T22:59:59.000Z",
    );
    expect(ends("2026-11-24T23:30:00Z", "Europe/Berlin", 1).current.toISOString()).toBe(
      "2026-11-26T22:59:59.000Z",
    );
  });

  test("the end keeps to the clock on the wall when daylight saving begins or ends in between", () => {
    expect(ends("2027-03-26T12:00:00Z", "Europe/Berlin", 3).current.toISOString()).toBe(
      "2027-03-29T21:59:59.000Z",
    );
    expect(ends("2026-10-23T12:00:00Z", "Europe/Berlin", 3).current.toISOString()).toBe(
      "2026-10-26T22:59:59.000Z",
    );
  });

  test("the next group is filled from an hour before the midnight at which it takes over", () => {
    const { next } = ends("2026-11-24T12:00:00Z", "Europe/Berlin", 7);
    expect(next.end.toISOString()).toBe("2026-12-02T22:59:59.000Z");
    expect(next.from.toISOString()).toBe("2026-11-24T23:00:00.000Z");
    expect(next.fillFrom.toISOString()).toBe("2026-11-24T22:00:00.000Z");
  });
});

describe("at most a week more", () => {
  test("groups end on Sundays, at least N days and at most six more ahead", () => {
    // A Tuesday and the Wednesday after it: 30 days on are a Thursday and a Friday.
    expect(ends("2026-11-24T12:00:00Z", "UTC", 30, "week").current.toISOString()).toBe(
      "2026-12-27T23:59:59.000Z",
    );
    expect(ends("2026-11-25T12:00:00Z", "UTC", 30, "week").current.toISOString()).toBe(
      "2026-12-27T23:59:59.000Z",
    );
  });

  test("a group is used until the last day on which it lasts long enough", () => {
    const { next } = ends("2026-11-24T12:00:00Z", "UTC", 30, "week");
    expect(next.from.toISOString()).toBe("2026-11-28T00:00:00.000Z");
    expect(next.end.toISOString()).toBe("2027-01-03T23:59:59.000Z");
    expect(ends("2026-11-27T23:59:59Z", "UTC", 30, "week").current.toISOString()).toBe(
      "2026-12-27T23:59:59.000Z",
    );
    expect(ends("2026-11-28T00:00:00Z", "UTC", 30, "week").current.toISOString()).toBe(
      "2027-01-03T23:59:59.000Z",
    );
  });
});

test("at every instant, in every zone, a group lasts long enough and hands over to the next without a gap", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("2024-01-01"), max: new Date("2031-01-01"), noInvalidDate: true }),
      fc.constantFrom(...ZONES),
      fc.integer({ min: 1, max: 120 }),
      fc.constantFrom("day" as const, "week" as const),
      (now, timeZone, validDays, precision) => {
        const at = (instant: Date) =>
          groupEnds({ calendar: zoneCalendar(instant, timeZone), validDays, precision, aheadSeconds: 3_600 });
        const today = at(now);
        expect(today.current.getTime()).toBeGreaterThanOrEqual(today.least.getTime());
        const extraDays = (today.current.getTime() - today.least.getTime()) / 86_400_000;
        expect(extraDays).toBeLessThan(precision === "day" ? 0.001 : 6.1);
        // The second after the least end is another day in the zone.
        const last = dateAt(today.least, timeZone);
        expect(dateAt(new Date(today.least.getTime() + 1_000), timeZone)).not.toEqual(last);
        // The take-over: the current group until the very last second, the next one from then on.
        expect(at(new Date(today.next.from.getTime() - 1_000)).current).toEqual(today.current);
        expect(at(today.next.from).current).toEqual(today.next.end);
        expect(today.next.from.getTime()).toBeGreaterThan(now.getTime() - 1_000);
      },
    ),
    { numRuns: 2_000 },
  );
});
