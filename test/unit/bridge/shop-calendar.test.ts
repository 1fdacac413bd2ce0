import { expect, test } from "vitest";
import { shopCalendar } from "#app/bridge/shop-calendar.ts";

const now = new Date("2026-03-29T23:30:00Z");

test("days begin and end as the shop's clocks have it, also on the day they change", () => {
  const berlin = shopCalendar("Europe/Berlin", now);
  expect(berlin.today).toBe("2026-03-30");
  expect(berlin.startOf("2026-03-29")).toBe("2026-03-28T23:00:00.000Z");
  expect(berlin.endOf("2026-03-29")).toBe("2026-03-29T21:59:59.000Z");
  expect(shopCalendar("America/New_York", now).today).toBe("2026-03-29");
});

test("a time zone that nobody knows counts as UTC", () => {
  for (const zone of ["", "Mars/Olympus"]) {
    expect(shopCalendar(zone, now).today).toBe("2026-03-29");
    expect(shopCalendar(zone, now).endOf("2026-03-29")).toBe("2026-03-29T23:59:59.000Z");
  }
});
