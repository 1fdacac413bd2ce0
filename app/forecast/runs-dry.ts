import type { UseModel } from "./model-use.ts";

/** As far as anything is said: further ahead a merchant does not plan, and no model knows. */
export const FORECAST_DAYS = 90;
const DAY_HOURS = 24;
const HOUR_MS = 3_600_000;

/** What happens to a pool at a certain time: a broadcast that was announced takes codes, others expire. */
export interface PlannedUse {
  at: Date;
  codes: number;
  /** Of what remains then, the share that expires unused: nobody knows which codes will be assigned before. */
  share?: number;
}

export interface Outlook {
  /** When the pool will probably have nothing left. Null: not within `FORECAST_DAYS`. */
  at: Date | null;
  /** Eight times in ten not before this and not after that. Null: not within `FORECAST_DAYS`. */
  earliest: Date | null;
  latest: Date | null;
}

/** When a pool runs dry, if it is used as the model says and what is planned comes true. */
export function runsDry(pool: {
  remaining: number;
  now: Date;
  model: UseModel;
  planned: readonly PlannedUse[];
}): Outlook {
  const { spread } = pool.model;
  return {
    at: dryAt(pool, 1),
    earliest: dryAt(pool, 1 + spread),
    latest: dryAt(pool, 1 - spread),
  };
}

/** What remains at the end of each of the next hours, up to the hour in which the pool runs dry. */
export function remainingAhead(
  pool: { remaining: number; now: Date; model: UseModel; planned: readonly PlannedUse[] },
  times = 1,
): number[] {
  const planned = plannedByHour(pool);
  const ahead: number[] = [];
  let remaining = pool.remaining;
  for (let hour = 0; hour < FORECAST_DAYS * DAY_HOURS && remaining > 0; hour += 1) {
    remaining = after(remaining, hour, pool.model.inHour(hour) * times, planned);
    ahead.push(Math.max(0, remaining));
  }
  return ahead;
}

/** Less than half a code is none. */
const NOTHING = 0.5;

function after(remaining: number, hour: number, used: number, planned: ReadonlyMap<number, PlannedUse[]>) {
  let left = remaining - used;
  for (const { codes, share = 0 } of planned.get(hour) ?? []) left = (left - codes) * (1 - share);
  return left < NOTHING ? left - NOTHING : left;
}

function dryAt(pool: Parameters<typeof remainingAhead>[0], times: number): Date | null {
  if (pool.remaining <= 0) return pool.now;
  const ahead = remainingAhead(pool, times);
  const last = ahead.length - 1;
  if (ahead[last] !== 0) return null;
  const before = last > 0 ? (ahead[last - 1] ?? 0) : pool.remaining;
  const used = before - after(before, last, pool.model.inHour(last) * times, plannedByHour(pool));
  return new Date(pool.now.getTime() + (last + Math.min(1, before / used)) * HOUR_MS);
}

/**
 * What is planned, by the hour. The newsletter of every Tuesday that was announced for this one is in the pattern
 * already: only what is more than that is counted.
 */
function plannedByHour(pool: {
  now: Date;
  model: UseModel;
  planned: readonly PlannedUse[];
}): Map<number, PlannedUse[]> {
  const hours = new Map<number, PlannedUse[]>();
  const usual = new Map<number, number>();
  for (const use of pool.planned) {
    const hour = Math.max(0, Math.floor((use.at.getTime() - pool.now.getTime()) / HOUR_MS));
    const day = Math.floor(hour / DAY_HOURS);
    const expected = usual.get(day) ?? pool.model.extraOnDay(day);
    usual.set(day, Math.max(0, expected - use.codes));
    hours.set(hour, [...(hours.get(hour) ?? []), { ...use, codes: Math.max(0, use.codes - expected) }]);
  }
  return hours;
}
