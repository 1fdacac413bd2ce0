import type { PoolSettingsInput } from "../pools/pool-settings.ts";
import type { PoolDetail } from "../pools/pool-view.ts";

/** What stands in the fields of the form, numbers as they are typed. */
export interface PoolFormValues {
  name: string;
  handle: string;
  perContact: PoolDetail["perContact"];
  whenDry: PoolDetail["whenDry"];
  fallbackCode: string;
  lowWaterUnit: PoolDetail["lowWaterUnit"];
  lowWaterValue: string;
  releaseAllowed: boolean;
  releaseWindowHours: string;
  releaseQuarantineHours: string;
  minValidityHours: string;
}

export const NEW_POOL: PoolFormValues = {
  name: "",
  handle: "",
  perContact: "each_message",
  whenDry: "stop",
  fallbackCode: "",
  lowWaterUnit: "percent",
  lowWaterValue: "10",
  releaseAllowed: false,
  releaseWindowHours: "72",
  releaseQuarantineHours: "24",
  minValidityHours: "1",
};

const SECONDS_PER_HOUR = 3_600;

/** The form of an existing pool. */
export function formOfPool(pool: PoolDetail): PoolFormValues {
  return {
    name: pool.name,
    handle: pool.handle,
    perContact: pool.perContact,
    whenDry: pool.whenDry,
    fallbackCode: pool.fallbackCode ?? "",
    lowWaterUnit: pool.lowWaterUnit,
    lowWaterValue: String(pool.lowWaterValue),
    releaseAllowed: pool.releaseAllowed,
    releaseWindowHours: String(pool.releaseWindowHours),
    releaseQuarantineHours: String(pool.releaseQuarantineHours),
    minValidityHours: String(pool.minValiditySeconds / SECONDS_PER_HOUR),
  };
}

/** The settings that a form asks for. What is not a number is left for the server to complain about. */
export function settingsOfForm(values: PoolFormValues): PoolSettingsInput {
  const { minValidityHours, ...rest } = values;
  return {
    ...rest,
    fallbackCode: values.whenDry === "fallback" ? values.fallbackCode : "",
    lowWaterValue: typed(values.lowWaterValue),
    releaseWindowHours: typed(
      values.releaseAllowed ? values.releaseWindowHours : NEW_POOL.releaseWindowHours,
    ),
    releaseQuarantineHours: typed(
      values.releaseAllowed ? values.releaseQuarantineHours : NEW_POOL.releaseQuarantineHours,
    ),
    minValiditySeconds: secondsOf(typed(minValidityHours)),
  };
}

/** An empty field is not a zero: it stays a text that is no number. */
function typed(text: string): number | string {
  const trimmed = text.trim();
  return trimmed === "" || Number.isNaN(Number(trimmed)) ? "not a number" : Number(trimmed);
}

function secondsOf(hours: number | string): number | string {
  return typeof hours === "number" ? Math.round(hours * SECONDS_PER_HOUR) : hours;
}

/** Whether something in the form differs from how it started. */
export function isDirty(values: PoolFormValues, start: PoolFormValues): boolean {
  return JSON.stringify(values) !== JSON.stringify(start);
}
