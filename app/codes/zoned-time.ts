/** A wall-clock time in some zone. Months count from 1. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const HOUR_MS = 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** Milliseconds that the zone's clocks are ahead of UTC at an instant. */
function offsetAt(instantMs: number, timeZone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatFor(timeZone).formatToParts(instantMs)) part[type] = Number(value);
  const wall = utc({
    year: part.year ?? 0,
    month: part.month ?? 0,
    day: part.day ?? 0,
    hour: part.hour ?? 0,
    minute: part.minute ?? 0,
    second: part.second ?? 0,
  });
  return wall - Math.floor(instantMs / 1000) * 1000;
}

function utc(wall: WallTime): number {
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
}

/**
 * The instant at which the zone's clocks show a wall time. Where clocks go back and show it twice, the
 * first; where they go forward and skip it, the instant as far after the gap (the start of a skipped
 * midnight is the first moment of that day).
 */
export function instantOf(wall: WallTime, timeZone: string): Date {
  const naive = utc(wall);
  // A zone changes its offset at most once within a day: the offsets of the day before and the day after
  // are the only candidates.
  const before = offsetAt(naive - 24 * HOUR_MS, timeZone);
  const after = offsetAt(naive + 24 * HOUR_MS, timeZone);
  const candidates = [naive - before, naive - after].sort((a, b) => a - b);
  for (const instant of candidates) {
    if (instant + offsetAt(instant, timeZone) === naive) return new Date(instant);
  }
  return new Date(naive - before);
}

/** The date that the zone's calendars show at an instant. */
export function dateAt(instant: Date, timeZone: string): { year: number; month: number; day: number } {
  const wall = new Date(instant.getTime() + offsetAt(instant.getTime(), timeZone));
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() };
}

/** The last second of a day in the zone, however long that day is. */
export function endOfDay(date: { year: number; month: number; day: number }, timeZone: string): Date {
  const next = new Date(Date.UTC(date.year, date.month - 1, date.day + 1));
  const start = instantOf(
    {
      year: next.getUTCFullYear(),
      month: next.getUTCMonth() + 1,
      day: next.getUTCDate(),
      hour: 0,
      minute: 0,
      second: 0,
    },
    timeZone,
  );
  return new Date(start.getTime() - 1000);
}
