import { dateAt, endOfDay } from "../codes/zoned-time.ts";

export type ExpiryPrecision = "day" | "week";

/**
 * The days of a time zone as somebody's clock knows them, counted from 1 January 1970. For what is assigned it
 * is the database's: its time zone data and a process's own differ now and then.
 */
export interface Calendar {
  today: number;
  /** The last second of a day, however long that day is. */
  endOf(day: number): Date;
}

/** The ends between which codes of a pool that are "valid for N days" are assigned at a moment. */
export interface GroupEnds {
  /** No code that ends before this is assigned: the end of the Nth day after today. */
  least: Date;
  /** The end of the group from which codes are assigned now. */
  current: Date;
  /** The group after it, the instant from which its codes are the ones to assign, and when to begin filling it. */
  next: { end: Date; from: Date; fillFrom: Date };
}

const DAY_MS = 86_400_000;
/** Weekly groups end on a Sunday; day 0 was a Thursday. */
const SUNDAY = 3;
/** Days beyond today, and beyond the N of a pool, whose ends are needed. */
export const DAYS_LOOKED_AHEAD = 15;

/**
 * Which groups a pool works with today. "day": a group ends on the Nth day after today. "week": on the first
 * Sunday from there on, so at most six days later; the buffer then survives six midnights of seven, and all
 * pools of a template share their Sundays, whatever their N.
 */
export function groupEnds(pool: {
  calendar: Calendar;
  validDays: number;
  precision: ExpiryPrecision;
  /** How long before it is needed the next group is filled. */
  aheadSeconds: number;
}): GroupEnds {
  const { calendar, validDays, precision } = pool;
  const leastDay = calendar.today + validDays;
  const currentDay = precision === "day" ? leastDay : leastDay + modulo(SUNDAY - leastDay, 7);
  const nextDay = currentDay + (precision === "day" ? 1 : 7);
  // The last day on which the current group still lasts long enough.
  const lastDay = currentDay - validDays;
  const from = new Date(calendar.endOf(lastDay).getTime() + 1_000);
  return {
    least: calendar.endOf(leastDay),
    current: calendar.endOf(currentDay),
    next: {
      end: calendar.endOf(nextDay),
      from,
      fillFrom: new Date(from.getTime() - pool.aheadSeconds * 1_000),
    },
  };
}

/** The calendar of a time zone by this process's own time zone data. */
export function zoneCalendar(now: Date, timeZone: string): Calendar {
  const today = dateAt(now, timeZone);
  return {
    today: Date.UTC(today.year, today.month - 1, today.day) / DAY_MS,
    endOf: (day) => {
      const date = new Date(day * DAY_MS);
      return endOfDay(
        { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() },
        timeZone,
      );
    },
  };
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
