import type { UseModel } from "./model-use.ts";

/** Forecasts are made every ten minutes to every hour, and a buffer is filled some time before it is needed. */
const HOURS_AHEAD = 3;
/** More than a count column holds is never wanted of a buffer. */
const CODES_MOST = 2_000_000_000;

/** Codes that the busiest of the next hours may use: the upper end of what is likely. */
export function busiestHour(model: UseModel): number {
  const hours = Array.from({ length: HOURS_AHEAD }, (_, hour) => model.inHour(hour));
  return Math.min(CODES_MOST, Math.ceil(Math.max(...hours) * (1 + model.spread)));
}
