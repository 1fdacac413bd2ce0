import { describe, expect, test } from "vitest";
import { busiestHour } from "#app/forecast/busiest-hour.ts";
import { modelUse, type UsedHour } from "#app/forecast/model-use.ts";
import { FORECAST_DAYS, remainingAhead, runsDry } from "#app/forecast/runs-dry.ts";
import { seededRandom } from "#sandbox/seeded-random.ts";

const HOUR_MS = 3_600_000;
const HISTORY_HOURS = 28 * 24;
const SERIES = 60;
const now = new Date("2026-11-24T10:00:00Z");

/** Codes an hour of a mean day, `hour` hours after the beginning of the series. */
type Kind = (hour: number, random: () => number, scale: number) => number;

/** Few at night, most in the evening. */
const byDay = (hour: number) => 1 + 0.8 * Math.sin(((hour % 24) - 9) * (Math.PI / 12));
const WEEKDAYS = [1.6, 1.3, 1.2, 1.1, 1, 0.5, 0.3];

const KINDS: Record<string, Kind> = {
  steady: (hour, _random, scale) => scale * byDay(hour),
  "weekday pattern": (hour, _random, scale) =>
    scale * byDay(hour) * (WEEKDAYS[Math.floor(hour / 24) % 7] ?? 1),
  // A broadcast on the day before: thirty times the use of an hour, for four hours.
  burst: (hour, _random, scale) => {
    const ago = HISTORY_HOURS - hour;
    return scale * byDay(hour) * (ago > 4 && ago <= 8 ? 30 : 1);
  },
  // It halves every eight days.
  "dying out": (hour, _random, scale) => scale * byDay(hour) * 0.5 ** ((hour - HISTORY_HOURS) / (8 * 24)),
};

interface Series {
  history: UsedHour[];
  /** Codes left now, and when the last of them really went. */
  remaining: number;
  dryInHours: number;
}

function series(kind: Kind, seed: number): Series {
  const random = seededRandom(seed);
  const scale = 5 + random() * 60;
  const start = Math.floor(random() * 7 * 24);
  // A day is better or worse as a whole, and every hour by chance.
  const days = Array.from({ length: 28 + FORECAST_DAYS + 8 }, () => Math.exp(0.15 * normal(random)));
  const use = (hour: number) =>
    poisson(
      kind(hour, random, scale) * (days[Math.floor(hour / 24)] ?? 1) * shift(kind, hour, start),
      random,
    );
  const history = Array.from({ length: HISTORY_HOURS }, (_, hour) => ({
    hoursAgo: HISTORY_HOURS - 1 - hour,
    used: use(hour),
  }));
  const dryInHours = 24 * (2 + Math.floor(random() * 19));
  let remaining = 0;
  for (let hour = 0; hour < dryInHours; hour += 1) remaining += use(HISTORY_HOURS + hour);
  return { history, remaining: Math.max(1, remaining), dryInHours };
}

/** So that now is any hour of any weekday: the series of weekdays begins anywhere. */
function shift(kind: Kind, hour: number, start: number): number {
  if (kind !== KINDS["weekday pattern"]) return 1;
  const here = WEEKDAYS[Math.floor(hour / 24) % 7] ?? 1;
  return (WEEKDAYS[Math.floor((hour + start) / 24) % 7] ?? 1) / here;
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function poisson(mean: number, random: () => number): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const least = Math.exp(-mean);
  let codes = 0;
  for (let product = random(); product > least; product *= random()) codes += 1;
  return codes;
}

/** How far beside the truth, as a share of the time that was left. Further than the forecast looks counts as that. */
function errorOf(hours: number | null, truth: number): number {
  return Math.abs(Math.min(hours ?? Number.POSITIVE_INFINITY, FORECAST_DAYS * 24) - truth) / truth;
}

function forecastHours({ history, remaining }: Series): { hours: number | null; from: number; to: number } {
  const model = modelUse(history, HISTORY_HOURS);
  if (!model) throw new Error("Nothing to say of four weeks.");
  const { at, earliest, latest } = runsDry({ remaining, now, model, planned: [] });
  const inHours = (date: Date | null) => (date ? (date.getTime() - now.getTime()) / HOUR_MS : null);
  return {
    hours: inHours(at),
    from: inHours(earliest) ?? Number.POSITIVE_INFINITY,
    to: inHours(latest) ?? Number.POSITIVE_INFINITY,
  };
}

function straightLine({ history, remaining }: Series): number | null {
  const used = history.filter(({ hoursAgo }) => hoursAgo < 24).reduce((all, hour) => all + hour.used, 0);
  return used > 0 ? remaining / (used / 24) : null;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

describe("when a pool runs dry is told better than by a straight line through the last 24 hours", () => {
  test.each(Object.entries(KINDS))("%s", (name, kind) => {
    const all = Array.from({ length: SERIES }, (_, seed) => series(kind, seed + 1));
    const ours = all.map((one) => errorOf(forecastHours(one).hours, one.dryInHours));
    const line = all.map((one) => errorOf(straightLine(one), one.dryInHours));
    const inRange = all.filter((one) => {
      const { from, to } = forecastHours(one);
      return from <= one.dryInHours && one.dryInHours <= to;
    }).length;
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
    process.stdout.write(
      `${name}: median error ${percent(median(ours))}, of a straight line ${percent(median(line))}, ` +
        `the truth was within the range ${percent(inRange / SERIES)} of ${SERIES} times\n`,
    );
    expect(median(ours)).toBeLessThan(median(line));
    expect(median(ours)).toBeLessThan(name === "dying out" ? 0.25 : 0.12);
    expect(inRange / SERIES).toBeGreaterThan(0.65);
  });
});

describe("what little is known", () => {
  const steady = (hours: number): UsedHour[] =>
    Array.from({ length: hours }, (_, hoursAgo) => ({ hoursAgo, used: 10 }));

  test("with less than six hours behind it nothing is said of a pool", () => {
    expect(modelUse(steady(5), 5)).toBeNull();
    expect(modelUse(steady(6), 6)).not.toBeNull();
  });

  test("a pool that nobody uses does not run dry", () => {
    const model = modelUse([], HISTORY_HOURS);
    expect(model && runsDry({ remaining: 10, now, model, planned: [] }).at).toBeNull();
  });

  test("a pool that is empty has run dry, and one of ten codes an hour has its hundredth code for ten hours", () => {
    const model = modelUse(steady(HISTORY_HOURS), HISTORY_HOURS);
    if (!model) throw new Error("Nothing to say of four weeks.");
    expect(runsDry({ remaining: 0, now, model, planned: [] }).at).toEqual(now);
    const at = runsDry({ remaining: 100, now, model, planned: [] }).at;
    expect(((at?.getTime() ?? 0) - now.getTime()) / HOUR_MS).toBeCloseTo(10, 0);
  });

  test("a broadcast that was announced is counted at its time", () => {
    const model = modelUse(steady(HISTORY_HOURS), HISTORY_HOURS);
    if (!model) throw new Error("Nothing to say of four weeks.");
    const at = new Date(now.getTime() + 48 * HOUR_MS);
    const dry = runsDry({ remaining: 10_000, now, model, planned: [{ at, codes: 9_600 }] }).at;
    expect(dry && Math.floor((dry.getTime() - now.getTime()) / HOUR_MS)).toBe(48);
  });

  test("the newsletter of every Tuesday is a pattern, the one of last Tuesday is not", () => {
    const weekly = steady(HISTORY_HOURS).map((hour) => ({
      ...hour,
      used: Math.floor(hour.hoursAgo / 24) % 7 === 3 && hour.hoursAgo % 24 < 2 ? 500 : 10,
    }));
    const once = weekly.map((hour) => (hour.hoursAgo < 7 * 24 ? hour : { ...hour, used: 10 }));
    const week = (hours: UsedHour[]) => {
      const model = modelUse(hours, HISTORY_HOURS);
      return Array.from({ length: 168 }, (_, hour) => model?.inHour(hour) ?? 0).reduce((a, b) => a + b, 0);
    };
    expect(week(weekly)).toBeGreaterThan(2_200);
    expect(week(once)).toBeLessThan(2_000);
  });

  test("the announced newsletter of every Tuesday is not counted twice, a larger one with what is more", () => {
    const weekly = steady(HISTORY_HOURS).map((hour) => ({
      ...hour,
      used: Math.floor(hour.hoursAgo / 24) % 7 === 3 ? 60 : 10,
    }));
    const model = modelUse(weekly, HISTORY_HOURS);
    if (!model) throw new Error("Nothing to say of four weeks.");
    // The weekday that ended three days ago comes again in three days.
    const at = new Date(now.getTime() + 3.5 * 24 * HOUR_MS);
    const leftAfter = (codes: number) =>
      remainingAhead({ remaining: 10_000, now, model, planned: [{ at, codes }] })[7 * 24 - 1] ?? 0;
    expect(model.extraOnDay(3)).toBeGreaterThan(800);
    expect(model.extraOnDay(2)).toBeLessThan(50);
    expect(leftAfter(500)).toBe(leftAfter(0));
    const usual = model.extraOnDay(3);
    expect(leftAfter(0) - leftAfter(usual + 700)).toBeCloseTo(700, 5);
  });

  test("the busiest of the next hours is known before it comes", () => {
    // The hour that begins in two hours is the one of 21 hours ago.
    const mornings = steady(HISTORY_HOURS).map((hour) =>
      hour.hoursAgo % 24 === 21 ? { ...hour, used: 3_000 } : hour,
    );
    const model = modelUse(mornings, HISTORY_HOURS);
    if (!model) throw new Error("Nothing to say of four weeks.");
    expect(busiestHour(model)).toBeGreaterThanOrEqual(3_000);
    expect(busiestHour(model)).toBeLessThan(4_000);
    const later = modelUse(
      mornings.map((hour) => ({ ...hour, hoursAgo: hour.hoursAgo + 1 })),
      HISTORY_HOURS,
    );
    expect(later && busiestHour(later)).toBeGreaterThanOrEqual(3_000);
    const past = modelUse(
      mornings.map((hour) => ({ ...hour, hoursAgo: hour.hoursAgo + 3 })),
      HISTORY_HOURS,
    );
    expect(past && busiestHour(past)).toBeLessThan(100);
  });
});
