import type { DynamicPoolSettingsInput, PoolSettingsInput } from "../pools/pool-settings.ts";
import type { PoolDetail } from "../pools/pool-view.ts";
import {
  type DynamicFormValues,
  dynamicFormOfPool,
  dynamicSettingsOfForm,
  typedInSmaller,
  typedNumber,
} from "./dynamic-form-values.ts";

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
  /** Null: a static pool. */
  dynamic: DynamicFormValues | null;
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
  dynamic: null,
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
    dynamic: dynamicFormOfPool(pool),
  };
}

/** The settings of a static pool that a form asks for. What is not a number is left for the server to complain about. */
export function settingsOfForm(values: PoolFormValues): PoolSettingsInput {
  const { minValidityHours, dynamic, ...rest } = values;
  const usesFixedCode = values.whenDry === "fallback" || dynamic?.notReady === "fallback";
  return {
    ...rest,
    fallbackCode: usesFixedCode ? values.fallbackCode : "",
    lowWaterValue: typedNumber(values.lowWaterValue),
    releaseWindowHours: typedNumber(
      values.releaseAllowed ? values.releaseWindowHours : NEW_POOL.releaseWindowHours,
    ),
    releaseQuarantineHours: typedNumber(
      values.releaseAllowed ? values.releaseQuarantineHours : NEW_POOL.releaseQuarantineHours,
    ),
    minValiditySeconds: typedInSmaller(minValidityHours, SECONDS_PER_HOUR),
  };
}

/** What a form sends: of a dynamic pool more than of a static one, so that the receiver can tell them apart. */
export type SentSettings =
  | { type: "static"; settings: PoolSettingsInput }
  | { type: "dynamic"; settings: DynamicPoolSettingsInput };

export function sentSettings(values: PoolFormValues): SentSettings {
  const settings = settingsOfForm(values);
  const { dynamic } = values;
  if (!dynamic) return { type: "static", settings };
  // The fields of a mark that is not asked for may hold anything.
  const lowWater =
    dynamic.limitKind === "none"
      ? { lowWaterUnit: NEW_POOL.lowWaterUnit, lowWaterValue: Number(NEW_POOL.lowWaterValue) }
      : {};
  return { type: "dynamic", settings: { ...settings, ...lowWater, ...dynamicSettingsOfForm(dynamic) } };
}

/** Whether something in the form differs from how it started. */
export function isDirty(values: PoolFormValues, start: PoolFormValues): boolean {
  return JSON.stringify(values) !== JSON.stringify(start);
}
