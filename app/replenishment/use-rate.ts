/** The last look at how many codes of a pool were used. */
export interface UseSample {
  /** Codes ever used, up only. */
  used: number;
  at: Date;
  ratePerSecond: number;
}

/** In this time the memory of a burst halves. */
const RATE_HALF_LIFE_SECONDS = 1_800;
/** Looks closer together than this are one look: a fold of a thousand recipients is not a rate. */
const RATE_LEAST_SECONDS = 10;

/**
 * The rate at which a pool is used, from what was used since the last look: a burst counts at once, its memory
 * fades. Too soon after the last look nothing changes (null).
 */
export function sampleRate(last: UseSample, now: { used: number; at: Date }): UseSample | null {
  const seconds = (now.at.getTime() - last.at.getTime()) / 1_000;
  if (seconds < RATE_LEAST_SECONDS) return null;
  const current = Math.max(0, now.used - last.used) / seconds;
  const remembered = last.ratePerSecond * 0.5 ** (seconds / RATE_HALF_LIFE_SECONDS);
  return { used: Math.max(now.used, last.used), at: now.at, ratePerSecond: Math.max(current, remembered) };
}

/** What was used in an hour of the past. */
export interface HourOfUse {
  hour: Date;
  used: number;
}

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/**
 * The codes that the hour beginning at `from` will probably use: the most that the same hour of one of the last
 * seven days used, and at least what the last full hour before it did.
 */
export function forecastHour(hours: readonly HourOfUse[], from: Date): number {
  const wanted = Math.floor(from.getTime() / HOUR_MS);
  return hours.reduce((most, { hour, used }) => {
    const back = wanted - Math.floor(hour.getTime() / HOUR_MS);
    // An hour to either side, for the days on which clocks change.
    const distance = back % DAY_HOURS;
    const isSameHour = back > 1 && back <= 7 * DAY_HOURS + 1 && (distance <= 1 || distance === DAY_HOURS - 1);
    return isSameHour || back === 1 ? Math.max(most, used) : most;
  }, 0);
}
