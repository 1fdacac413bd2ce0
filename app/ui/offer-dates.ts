import { instantOf } from "../codes/zoned-time.ts";

const LOCAL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?$/;

/** What a field for date and time shows of an instant: "2026-11-24T18:30", with seconds only if there are any. */
export function fieldOfInstant(iso: string, timeZone: string): string {
  const part: Record<string, string> = {};
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  for (const { type, value } of format.formatToParts(new Date(iso))) part[type] = value;
  const seconds = part.second === "00" ? "" : `:${part.second}`;
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}${seconds}`;
}

/** The other way round. What is not a date and time stays as it is, for the server to complain about. */
export function instantOfField(field: string, timeZone: string): string {
  const [, year, month, day, hour, minute, second] = LOCAL.exec(field) ?? [];
  if (year === undefined) return field;
  const wall = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second ?? 0),
  };
  return instantOf(wall, timeZone).toISOString();
}
