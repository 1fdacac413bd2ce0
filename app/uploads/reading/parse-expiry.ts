import { endOfDay, instantOf, type WallTime } from "#app/codes/zoned-time.ts";
import { type Cell, cellText } from "./cell.ts";
import type { DateOrder } from "./reading-choice.ts";

export type ParsedExpiry = { ok: true; at: Date | null } | { ok: false; problem: string };

const TIME = String.raw`(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*([AaPp][Mm])?)?`;
const ISO = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})${TIME}\s*(Z|z|[+-]\d{2}:?\d{2})?$`);
const NUMBERS = new RegExp(String.raw`^(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?(\d{4}|\d{2})${TIME}$`);

/**
 * When a code expires, from one cell. ISO dates and a spreadsheet's own dates are always understood, other
 * orders only as chosen. A date without a time means the end of that day in the time zone.
 */
export function parseExpiry(
  cell: Cell | undefined,
  how: { dateOrder: DateOrder; timeZone: string },
): ParsedExpiry {
  const own = typeof cell === "object" ? cell.date : undefined;
  const text = (own ?? cellText(cell)).trim();
  if (text === "") return { ok: true, at: null };
  const read = readDate(text, own ? "iso" : how.dateOrder);
  if (!read) return { ok: false, problem: unreadable(text, how.dateOrder) };
  if (read.time === undefined) return { ok: true, at: endOfDay(read, how.timeZone) };
  const wall: WallTime = { ...read, ...read.time };
  if (read.offsetMinutes === undefined) return { ok: true, at: instantOf(wall, how.timeZone) };
  const utc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  return { ok: true, at: new Date(utc - read.offsetMinutes * 60_000) };
}

/** Which order would make a text a date, where ISO does not: the preview offers it. Null: no telling. */
export function dateOrderOf(text: string): "dmy" | "mdy" | "either" | null {
  const dmy = readDate(text.trim(), "dmy") !== null;
  const mdy = readDate(text.trim(), "mdy") !== null;
  if (ISO.test(text.trim()) || (!dmy && !mdy)) return null;
  return dmy && mdy ? "either" : dmy ? "dmy" : "mdy";
}

interface ReadDate {
  year: number;
  month: number;
  day: number;
  time?: { hour: number; minute: number; second: number };
  offsetMinutes?: number;
}

function readDate(text: string, order: DateOrder): ReadDate | null {
  const iso = ISO.exec(text);
  if (iso) {
    const time = readTime(iso.slice(4, 8));
    const zone = iso[8];
    // An offset says nothing without a time.
    if (time === null || (zone && !time)) return null;
    return realDay(Number(iso[1]), Number(iso[2]), Number(iso[3]), time, zone && offsetMinutes(zone));
  }
  const numbers = order === "iso" ? null : NUMBERS.exec(text);
  if (!numbers) return null;
  const time = readTime(numbers.slice(4, 8));
  if (time === null) return null;
  const [first, second, year] = [Number(numbers[1]), Number(numbers[2]), Number(numbers[3])];
  const [day, month] = order === "dmy" ? [first, second] : [second, first];
  return realDay(year < 100 ? 2000 + year : year, month, day, time);
}

/** Undefined: no time was given. Null: it is not a time. */
function readTime(parts: (string | undefined)[]): ReadDate["time"] | null {
  const [hours, minutes, seconds, half] = parts;
  if (hours === undefined) return undefined;
  let hour = Number(hours);
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
  }
  const minute = Number(minutes);
  const second = Number(seconds ?? 0);
  return hour < 24 && minute < 60 && second < 60 ? { hour, minute, second } : null;
}

function offsetMinutes(zone: string): number {
  if (zone.toUpperCase() === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith("-") ? -minutes : minutes;
}

function realDay(
  year: number,
  month: number,
  day: number,
  time: ReadDate["time"],
  offset?: number | "",
): ReadDate | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!real) return null;
  return { year, month, day, time, offsetMinutes: typeof offset === "number" ? offset : undefined };
}

function unreadable(text: string, order: DateOrder): string {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  const expected = {
    iso: "Write dates as 2026-12-31, or choose the order of day and month in the preview.",
    dmy: "Dates are read as day, month, year (31.12.2026).",
    mdy: "Dates are read as month, day, year (12/31/2026).",
  }[order];
  return `“${shown}” is not a date that can be read. ${expected}`;
}
