import type { DynamicPoolSettings } from "./pool-settings.ts";

/** The column of each setting, and its name in the history. */
export const SETTINGS_COLUMNS = {
  name: ["name", "name"],
  handle: ["handle", "handle"],
  perContact: ["per_contact", "what a contact gets"],
  whenDry: ["when_dry", "what happens when empty"],
  fallbackCode: ["fallback_code", "fallback code"],
  lowWaterUnit: ["low_water_unit", "low-water mark"],
  lowWaterValue: ["low_water_value", "low-water mark"],
  releaseAllowed: ["release_allowed", "release of unsent codes"],
  releaseWindowHours: ["release_window_hours", "release of unsent codes"],
  releaseQuarantineHours: ["release_quarantine_hours", "release of unsent codes"],
  minValiditySeconds: ["min_validity_seconds", "least validity of a code"],
  templateId: ["template_id", "template"],
  codeFormat: ["code_format", "code format"],
  limit: ["assign_limit", "limit"],
  validDays: ["valid_days", "expiry"],
  expiryPrecision: ["expiry_precision", "expiry"],
  bufferFixed: ["buffer_fixed", "buffer"],
  waitMilliseconds: ["wait_milliseconds", "wait for codes"],
  notReadyFallback: ["not_ready_fallback", "what happens when codes are not ready"],
} as const satisfies Record<keyof DynamicPoolSettings, readonly [column: string, label: string]>;

export type SettingName = keyof typeof SETTINGS_COLUMNS;

/** Some or all settings as they are stored: an empty fallback code is none. */
export function storedSettings(settings: Partial<DynamicPoolSettings>): [SettingName, unknown][] {
  const names = Object.keys(SETTINGS_COLUMNS) as SettingName[];
  return names.flatMap((name) => {
    const value = settings[name];
    if (value === undefined) return [];
    return [[name, name === "fallbackCode" ? value || null : value]];
  });
}
