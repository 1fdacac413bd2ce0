import { isTimeZone } from "../accounts/is-time-zone.ts";
import { dateAt, endOfDay, instantOf } from "../codes/zoned-time.ts";
import type { ShopCalendar } from "../platforms/magento/shop-calendar.ts";

/** The calendar of a shop. A time zone that nobody knows counts as UTC. */
export function shopCalendar(named: string, now: Date): ShopCalendar {
  const timeZone = isTimeZone(named) ? named : "UTC";
  const two = (number: number) => String(number).padStart(2, "0");
  const dayOf = (instant: Date) => {
    const { year, month, day } = dateAt(instant, timeZone);
    return `${year}-${two(month)}-${two(day)}`;
  };
  return {
    today: dayOf(now),
    dayOf: (instant) => dayOf(new Date(instant)),
    startOf: (text) => instantOf({ ...partsOf(text), hour: 0, minute: 0, second: 0 }, timeZone).toISOString(),
    endOf: (text) => endOfDay(partsOf(text), timeZone).toISOString(),
  };
}

function partsOf(day: string): { year: number; month: number; day: number } {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  return { year, month, day: date };
}
