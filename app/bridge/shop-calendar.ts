import { isTimeZone } from "../accounts/is-time-zone.ts";
import { dateAt, endOfDay, instantOf } from "../codes/zoned-time.ts";

/** Days of a shop, as its clocks have them. */
export interface ShopCalendar {
  /** `2026-11-24` */
  today: string;
  /** The first moment of a day, in ISO 8601. */
  startOf: (day: string) => string;
  /** The last second of a day, in ISO 8601. */
  endOf: (day: string) => string;
}

/** The calendar of a shop. A time zone that nobody knows counts as UTC. */
export function shopCalendar(named: string, now: Date): ShopCalendar {
  const timeZone = isTimeZone(named) ? named : "UTC";
  const { year, month, day } = dateAt(now, timeZone);
  const two = (number: number) => String(number).padStart(2, "0");
  return {
    today: `${year}-${two(month)}-${two(day)}`,
    startOf: (text) => instantOf({ ...partsOf(text), hour: 0, minute: 0, second: 0 }, timeZone).toISOString(),
    endOf: (text) => endOfDay(partsOf(text), timeZone).toISOString(),
  };
}

function partsOf(day: string): { year: number; month: number; day: number } {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  return { year, month, day: date };
}
