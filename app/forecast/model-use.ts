/** What was used in an hour, counted back from now. */
export interface UsedHour {
  /** 0: the hour that ends now. */
  hoursAgo: number;
  used: number;
}

/** How a pool will probably be used. Hours are counted from now, so that no time zone and no clock change matters. */
export interface UseModel {
  /** Codes that the hour beginning in so many hours will use; a fraction where a pool is hardly used. */
  inHour(hoursAhead: number): number;
  /** Of what the day beginning in so many days will use, what is more than on an ordinary weekday: a usual newsletter. */
  extraOnDay(daysAhead: number): number;
  /** Share by which the truth may well lie beside it, in either direction: eight times in ten it is closer. */
  spread: number;
}

const HOURS_OF_DAY = 24;
const DAYS_OF_WEEK = 7;
/** Days that are looked at: four of each weekday. */
export const MODEL_DAYS = 28;
/** With less than this behind it, nothing can be said of a pool. */
const MODEL_HOURS_LEAST = 6;
/** Below so many full days a weekday pattern is an accident. */
const PATTERN_DAYS_LEAST = 10;
/** What a day weighs against the day after it: about the last five days count. */
const DAY_WEIGHT = 0.8;
/** A day of more than so many times the middle one between two that are not is a burst: it counts as the middle one. */
const BURST_TIMES = 2;
/** The newest day may be a burst, or the first day of more: it counts as so many times the middle one. */
const BURST_NOW = 1.5;
/** By so much more the truth may lie beside what is said then. */
const BURST_SPREAD = 0.05;
/** A trend is believed from this many full days, and only if chance explains it less often than one time in a hundred. */
const TREND_DAYS_LEAST = 5;
const TREND_DAYS = 14;
const TREND_CERTAINTY = 3;
/** No pool doubles or halves faster than this for long (natural logarithm a day), and a rise loses its strength. */
const TREND_MOST = 0.5;
const RISE_KEPT_A_DAY = 0.8;
/** Of each hour's share, what is spread evenly over the day: few codes say little about an hour. */
const EVEN_CODES = 24;
/** Eight times in ten a normal error is smaller than this many standard deviations. */
const EIGHT_IN_TEN = 1.28;
const SPREAD_LEAST = 0.1;
const SPREAD_MOST = 0.9;

/**
 * What a pool's use of the past says of the next: a level, in which the last days count most and the burst of a single
 * day hardly; the weekdays' pattern, as far as there are weeks to see it in; a fall or rise that chance does not
 * explain; and the hours of the day. `knownHours`: since when hours without use are known to have had none. Null where
 * that is too short a time to say anything.
 */
export function modelUse(hours: readonly UsedHour[], knownHours: number): UseModel | null {
  if (knownHours < MODEL_HOURS_LEAST) return null;
  const fullDays = Math.min(MODEL_DAYS, Math.floor(knownHours / HOURS_OF_DAY));
  const share = hoursOfDay(hours, fullDays);
  if (fullDays === 0) {
    const used = sum(hours.filter(({ hoursAgo }) => hoursAgo < knownHours).map((hour) => hour.used));
    return { inHour: () => used / knownHours, extraOnDay: () => 0, spread: SPREAD_MOST };
  }
  const days = usedDays(hours, fullDays);
  const weekdays = weekdayFactors(days);
  const plain = days.map((used, daysAgo) => used / (weekdays[daysAgo % DAYS_OF_WEEK] || 1));
  const smooth = withoutBursts(plain);
  const trend = trendOf(smooth);
  const level = trend?.level ?? weightedMean(smooth);
  const levelIn = (daysAhead: number) => level * growth(trend?.slope ?? 0, daysAhead);
  // The day that begins now was last seen six days ago and, before that, thirteen.
  const weekdayIn = (daysAhead: number) => weekdays[DAYS_OF_WEEK - 1 - (daysAhead % DAYS_OF_WEEK)] ?? 1;
  const ordinary = median(weekdays);
  return {
    inHour: (hoursAhead) => {
      const weekday = weekdayIn(Math.floor(hoursAhead / HOURS_OF_DAY));
      return levelIn(hoursAhead / HOURS_OF_DAY) * weekday * (share[hoursAhead % HOURS_OF_DAY] ?? 0);
    },
    extraOnDay: (daysAhead) => levelIn(daysAhead + 0.5) * Math.max(0, weekdayIn(daysAhead) - ordinary),
    spread: Math.min(
      SPREAD_MOST,
      spreadOf(smooth, level, trend) + (plain[0] === smooth[0] ? 0 : BURST_SPREAD),
    ),
  };
}

/** Used by day, counted back from now. */
function usedDays(hours: readonly UsedHour[], days: number): number[] {
  const used = new Array<number>(days).fill(0);
  for (const hour of hours) {
    const day = Math.floor(hour.hoursAgo / HOURS_OF_DAY);
    if (day < days) used[day] = (used[day] ?? 0) + hour.used;
  }
  return used;
}

/** Which share of a day each of the next 24 hours has; the hour that begins now is the one of 23 hours ago. */
function hoursOfDay(hours: readonly UsedHour[], days: number): number[] {
  const used = new Array<number>(HOURS_OF_DAY).fill(0);
  const recent = Math.min(days, 2 * DAYS_OF_WEEK);
  for (const hour of hours) {
    if (hour.hoursAgo >= recent * HOURS_OF_DAY) continue;
    const place = HOURS_OF_DAY - 1 - (hour.hoursAgo % HOURS_OF_DAY);
    used[place] = (used[place] ?? 0) + hour.used;
  }
  const all = sum(used) + EVEN_CODES;
  return used.map((codes) => (codes + EVEN_CODES / HOURS_OF_DAY) / all);
}

/** How much more or less than the mean each weekday uses; by days ago, so that 0 is the weekday that ends now. */
function weekdayFactors(days: readonly number[]): number[] {
  const even = new Array<number>(DAYS_OF_WEEK).fill(1);
  if (days.length < PATTERN_DAYS_LEAST) return even;
  // Each weekday is measured against the week around it, since the level moves.
  const parts = days.map((used, daysAgo) => {
    const from = Math.max(0, Math.min(daysAgo - 3, days.length - DAYS_OF_WEEK));
    const week = mean(days.slice(from, from + DAYS_OF_WEEK));
    return week > 0 ? used / week : 1;
  });
  const factors = even.map((_, weekday) => {
    const seen = parts.filter((_part, daysAgo) => daysAgo % DAYS_OF_WEEK === weekday);
    // The middle one, for the burst of one week is no pattern; what was seen once is believed by half.
    return (seen.length * median(seen) + 1) / (seen.length + 1);
  });
  const middle = mean(factors);
  return factors.map((factor) => factor / middle);
}

/** Days without the bursts that stand alone. */
function withoutBursts(days: readonly number[]): number[] {
  const middle = median(days.slice(0, 2 * DAYS_OF_WEEK));
  if (middle === 0) return [...days];
  const isBurst = (daysAgo: number) => (days[daysAgo] ?? 0) > BURST_TIMES * middle;
  return days.map((used, daysAgo) => {
    if (!isBurst(daysAgo) || isBurst(daysAgo - 1) || isBurst(daysAgo + 1)) return used;
    return middle * (daysAgo === 0 ? BURST_NOW : 1);
  });
}

interface Trend {
  slope: number;
  level: number;
  /** Standard error of the slope. */
  error: number;
}

/** The slope of the last days on a logarithmic scale, a day, and the level of now that goes with it; null: none. */
function trendOf(days: readonly number[]): Trend | null {
  const values = days.slice(0, TREND_DAYS).map((used) => Math.log(used + 1));
  if (values.length < TREND_DAYS_LEAST) return null;
  const places = values.map((_, daysAgo) => -daysAgo);
  const [middleX, middleY] = [mean(places), mean(values)];
  const wide = sum(places.map((x) => (x - middleX) ** 2));
  const slope = sum(places.map((x, index) => (x - middleX) * ((values[index] ?? 0) - middleY))) / wide;
  const residuals = values.map((y, index) => y - middleY - slope * ((places[index] ?? 0) - middleX));
  const error = Math.sqrt(sum(residuals.map((r) => r ** 2)) / (values.length - 2) / wide);
  if (Math.abs(slope) < TREND_CERTAINTY * Math.max(error, 0.005)) return null;
  const bounded = Math.max(-TREND_MOST, Math.min(TREND_MOST, slope));
  // Half a day on from the middle of the newest day: now.
  return { slope: bounded, level: Math.max(0, Math.exp(middleY + slope * (0.5 - middleX)) - 1), error };
}

/** What a level becomes in so many days: a fall goes on, a rise calms down. */
function growth(slope: number, days: number): number {
  if (slope <= 0) return Math.exp(slope * days);
  return Math.exp((slope * (1 - RISE_KEPT_A_DAY ** days)) / -Math.log(RISE_KEPT_A_DAY));
}

function spreadOf(days: readonly number[], level: number, trend: Trend | null): number {
  if (level <= 0) return SPREAD_MOST;
  const beside = days.map(
    (used, daysAgo) => used / Math.exp(-(trend?.slope ?? 0) * (daysAgo + 0.5)) / level - 1,
  );
  const deviation = Math.sqrt(weightedMean(beside.map((part) => part ** 2)));
  // About five days stand behind the level; a slope that is a little wrong is very wrong after a week.
  const error = deviation / Math.sqrt(Math.min(5, days.length)) + DAYS_OF_WEEK * (trend?.error ?? 0);
  return Math.min(SPREAD_MOST, Math.max(SPREAD_LEAST, EIGHT_IN_TEN * error));
}

function weightedMean(days: readonly number[]): number {
  const weights = days.map((_, daysAgo) => DAY_WEIGHT ** daysAgo);
  return sum(days.map((value, index) => value * (weights[index] ?? 0))) / sum(weights);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / Math.max(1, values.length);

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
