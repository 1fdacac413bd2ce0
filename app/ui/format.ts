// Numbers, sizes and times for people. English throughout, so that server and browser write the same.

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const percent = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
const oneDigit = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

/** 1234567 -> 1,234,567 */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** "1 code", "2 codes" */
export function formatCodes(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "code" : "codes"}`;
}

/** 99.99 -> 99.99%. Never rounded up: 99.995 stays below 100. */
export function formatPercent(value: number): string {
  return `${percent.format(Math.floor(value * 100 + 1e-9) / 100)}%`;
}

const SIZES = ["bytes", "KB", "MB", "GB"] as const;

/** Bytes in thousands, as file managers show them: 1250000 -> 1.3 MB */
export function formatBytes(bytes: number): string {
  const step = bytes < 1_000 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${oneDigit.format(bytes / 1_000 ** step)} ${SIZES[step]}`;
}

/** Rows per second since the start, for a progress bar; null before there is anything to tell. */
export function rowsPerSecond(rows: number, seconds: number): number | null {
  return rows > 0 && seconds > 0 ? Math.round(rows / seconds) : null;
}

/** 75 -> "1 min 15 s" */
export function formatDuration(seconds: number): string {
  if (seconds < 1) return "less than a second";
  const rounded = Math.round(seconds);
  if (rounded < 60) return `${rounded} s`;
  const minutes = Math.floor(rounded / 60);
  if (minutes < 60) return rounded % 60 === 0 ? `${minutes} min` : `${minutes} min ${rounded % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** An instant in the account's time zone: "23 Nov 2026, 14:05". */
export function formatTime(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(iso));
}

/** The day of an instant in the account's time zone: "23 Nov 2026". */
export function formatDate(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: "short",
    year: "numeric",
  }).format(new Date(iso));
}

/** A day without a time zone of its own: 2026-11-24 -> "24 Nov" */
export function formatDay(day: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** 36 -> "36 hours"; 48 -> "2 days" */
export function formatHours(hours: number): string {
  if (hours >= 48 && hours % 24 === 0) return `${hours / 24} days`;
  return hours === 1 ? "1 hour" : `${formatCount(hours)} hours`;
}

/** "1234.5", "EUR" -> €1,234.50; without a currency the bare number. */
export function formatMoney(amount: string, currency: string | null): string {
  const value = Number(amount);
  if (currency === null) return value.toLocaleString("en-US", { minimumFractionDigits: 2 });
  return new Intl.NumberFormat("en-US", { style: "currency", currency }).format(value);
}

/** From minutes to months, for people: 5400 -> "1 h 30 min"; 400000 -> "4.6 days" */
export function formatLongDuration(seconds: number): string {
  const days = seconds / 86_400;
  return days < 2 ? formatDuration(seconds) : `${oneDigit.format(days)} days`;
}
