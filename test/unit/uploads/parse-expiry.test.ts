import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endOfDay, instantOf } from "#app/codes/zoned-time.ts";
import type { Cell } from "#app/uploads/reading/cell.ts";
import { dateOrderOf, parseExpiry } from "#app/uploads/reading/parse-expiry.ts";
import type { DateOrder } from "#app/uploads/reading/reading-choice.ts";

const at = (cell: Cell, timeZone = "UTC", dateOrder: DateOrder = "iso") => {
  const parsed = parseExpiry(cell, { dateOrder, timeZone });
  return parsed.ok ? (parsed.at?.toISOString() ?? null) : parsed.problem;
};

describe("a date without a time means the end of that day in the account's time zone", () => {
  it.each([
    ["2027-12-31", "UTC", "2027-12-31T23:59:59.000Z"],
    ["2027-12-31", "Europe/Berlin", "2027-12-31T22:59:59.000Z"],
    ["2027-07-01", "Europe/Berlin", "2027-07-01T21:59:59.000Z"],
    ["2027-12-31", "America/Los_Angeles", "2028-01-01T07:59:59.000Z"],
    ["2027-12-31", "Asia/Kathmandu", "2027-12-31T18:14:59.000Z"],
    // Days of 23 and of 25 hours.
    ["2027-03-28", "Europe/Berlin", "2027-03-28T21:59:59.000Z"],
    ["2027-10-31", "Europe/Berlin", "2027-10-31T22:59:59.000Z"],
    // Santiago's clocks skip midnight: the day before ends one second before the gap.
    ["2027-09-04", "America/Santiago", "2027-09-05T03:59:59.000Z"],
    // And they show the last hour of the day twice when they go back: it ends with the second.
    ["2027-04-03", "America/Santiago", "2027-04-04T03:59:59.000Z"],
  ])("%s in %s is %s", (text, zone, expected) => expect(at(text, zone)).toBe(expected));

  it("that day, and not a second of the next, in every zone on every day", () => {
    const zones = fc.constantFrom(
      "UTC",
      "Europe/Berlin",
      "America/New_York",
      "Asia/Kolkata",
      "Africa/Cairo",
      "Australia/Lord_Howe",
      "America/Havana",
      "Pacific/Auckland",
      "Pacific/Apia",
    );
    const days = fc.date({ min: new Date("2000-01-01"), max: new Date("2040-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(zones, days, (timeZone, day) => {
        const date = { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() };
        const local = (instant: Date) =>
          new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(instant);
        const wanted = day.toISOString().slice(0, 10);
        // The one day that Apia left out has no end.
        if (timeZone === "Pacific/Apia" && wanted === "2011-12-30") return;
        const end = endOfDay(date, timeZone);
        expect(local(end)).toBe(wanted);
        expect(local(new Date(end.getTime() + 1_000)) > wanted).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a date with a time", () => {
  it("is that time on the account's clocks, or with its own offset", () => {
    expect(at("2027-06-30 18:00", "Europe/Berlin")).toBe("2027-06-30T16:00:00.000Z");
    expect(at("2027-06-30T18:00:30.5", "Europe/Berlin")).toBe("2027-06-30T16:00:30.000Z");
    expect(at("2027-06-30T18:00:00Z", "Europe/Berlin")).toBe("2027-06-30T18:00:00.000Z");
    expect(at("2027-06-30T18:00+05:30", "Europe/Berlin")).toBe("2027-06-30T12:30:00.000Z");
    expect(at("2027-06-30T18:00-0800", "Europe/Berlin")).toBe("2027-07-01T02:00:00.000Z");
  });

  it("that clocks skip is as far after the gap; one they show twice is the first", () => {
    const wall = { year: 2027, month: 3, day: 28, hour: 2, minute: 30, second: 0 };
    expect(instantOf(wall, "Europe/Berlin").toISOString()).toBe("2027-03-28T01:30:00.000Z");
    const twice = { year: 2027, month: 10, day: 31, hour: 2, minute: 30, second: 0 };
    expect(instantOf(twice, "Europe/Berlin").toISOString()).toBe("2027-10-31T00:30:00.000Z");
  });
});

describe("other forms", () => {
  it("are read only as chosen", () => {
    expect(at("31/12/2027")).toMatch(/is not a date that can be read. Write dates as 2026-12-31/);
    expect(at("31/12/2027", "UTC", "dmy")).toBe("2027-12-31T23:59:59.000Z");
    expect(at("12/31/2027", "UTC", "mdy")).toBe("2027-12-31T23:59:59.000Z");
    expect(at("31/12/2027", "UTC", "mdy")).toMatch(/month, day, year/);
    expect(at("1.2.27", "UTC", "dmy")).toBe("2027-02-01T23:59:59.000Z");
    expect(at("2/1/2027 6:05 PM", "UTC", "mdy")).toBe("2027-02-01T18:05:00.000Z");
    // ISO stays ISO whatever is chosen.
    expect(at("2027-02-01", "UTC", "mdy")).toBe("2027-02-01T23:59:59.000Z");
  });

  it("a spreadsheet's own date is understood however it is displayed", () => {
    expect(at({ text: "12/31/27", date: "2027-12-31" })).toBe("2027-12-31T23:59:59.000Z");
  });

  it("days and times that do not exist are refused", () => {
    for (const text of ["2027-02-29", "2027-13-01", "2027-01-01 25:00", "soon", "45000", "2027-01-01Z"]) {
      expect(at(text), text).toMatch(/is not a date/);
    }
    expect(at("")).toBeNull();
  });

  it("the preview can tell which order a date is in, or that it cannot", () => {
    expect(dateOrderOf("31/12/2027")).toBe("dmy");
    expect(dateOrderOf("12/31/2027")).toBe("mdy");
    expect(dateOrderOf("03/04/2027")).toBe("either");
    expect(dateOrderOf("2027-04-03")).toBeNull();
    expect(dateOrderOf("tomorrow")).toBeNull();
  });
});
