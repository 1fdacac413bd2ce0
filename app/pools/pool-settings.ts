import { z } from "zod";
import { checkCode } from "../codes/check-code.ts";
import { codeFormatSchema } from "../codes/code-format.ts";
import {
  HANDLE_CHARACTERS_MAX,
  LOW_WATER_DAYS_MAX,
  POOL_NAME_CHARACTERS_MAX,
  VALID_DAYS_MAX,
} from "../config/limits.ts";
import type { FieldError } from "../errors/refusal.ts";
import { HANDLE } from "./handle.ts";
import { EXPIRY_PRECISIONS, LOW_WATER_UNITS, PER_CONTACT, WHEN_DRY } from "./pool-view.ts";
import { usualPrecision } from "./usual-precision.ts";

const whole = (least: number, most: number, unit: string) =>
  z.coerce
    .number(`Enter a number of ${unit}`)
    .int(`Enter a whole number of ${unit}`)
    .min(least, `Enter at least ${least}`)
    .max(most, `Enter at most ${most}`);

const text = z.string().trim();
/** An empty field of a form, or null: not set. */
const wholeOrNone = (least: number, most: number, unit: string) =>
  z.preprocess(
    (value) => (value === "" || value === undefined ? null : value),
    whole(least, most, unit).nullable(),
  );

/** What a merchant sets on a pool of either type. Every message is read next to its field. */
const poolFields = {
  name: text
    .min(1, "Give the pool a name")
    .max(POOL_NAME_CHARACTERS_MAX, `Use at most ${POOL_NAME_CHARACTERS_MAX} characters`),
  handle: text
    .min(1, "Give the pool a handle")
    .max(HANDLE_CHARACTERS_MAX, `Use at most ${HANDLE_CHARACTERS_MAX} characters`)
    .regex(HANDLE, "Use lower-case letters, digits and single hyphens, for example spring-sale"),
  perContact: z.enum(PER_CONTACT, "Choose what a contact gets").default("each_message"),
  whenDry: z.enum(WHEN_DRY, "Choose what happens when the pool is empty").default("stop"),
  fallbackCode: text.default(""),
  lowWaterUnit: z.enum(LOW_WATER_UNITS, "Choose codes, percent or days").default("percent"),
  lowWaterValue: whole(0, 20_000_000, "codes, percent or days").default(10),
  releaseAllowed: z.boolean().default(false),
  releaseWindowHours: whole(1, 720, "hours").default(72),
  releaseQuarantineHours: whole(0, 720, "hours").default(24),
  minValiditySeconds: whole(0, 2_592_000, "seconds").default(3_600),
};

/** What a dynamic pool adds. The template is chosen once; a new code format holds for new codes. */
const dynamicFields = {
  templateId: text.min(1, "Choose a template"),
  codeFormat: codeFormatSchema,
  /** The most codes ever assigned; null: no limit. */
  limit: wholeOrNone(1, 20_000_000, "codes").default(null),
  /** Whole days after the day of assignment; null: as the template says. */
  validDays: wholeOrNone(1, VALID_DAYS_MAX, "days").default(null),
  /** Not given: the usual one for so many days. */
  expiryPrecision: z.enum(EXPIRY_PRECISIONS, "Choose how exact the expiry is").optional(),
  /** Ready codes to keep; null: follows the pool's rate of use. */
  bufferFixed: wholeOrNone(1, 1_000_000, "codes").default(null),
  waitMilliseconds: whole(0, 10_000, "milliseconds").default(1_500),
  notReadyFallback: z.boolean().default(false),
};

interface Together {
  lowWaterUnit: string;
  lowWaterValue: number;
  whenDry: string;
  fallbackCode: string;
  notReadyFallback?: boolean;
}

/**
 * What only shows when several fields are seen together. It is looked at beside what is wrong with single fields, so
 * that a form is corrected once: a number may be none.
 */
function checkTogether(settings: Together, context: z.RefinementCtx): void {
  if (settings.lowWaterUnit === "percent" && settings.lowWaterValue > 100) {
    context.addIssue({ code: "custom", path: ["lowWaterValue"], message: "Enter at most 100 percent" });
  }
  if (
    settings.lowWaterUnit === "days" &&
    (settings.lowWaterValue < 1 || settings.lowWaterValue > LOW_WATER_DAYS_MAX)
  ) {
    const message = `Enter 1 to ${LOW_WATER_DAYS_MAX} days`;
    context.addIssue({ code: "custom", path: ["lowWaterValue"], message });
  }
  if (settings.whenDry === "stop" && !settings.notReadyFallback) return;
  const code = checkCode(settings.fallbackCode);
  if (!code.ok) {
    const message =
      settings.fallbackCode === ""
        ? "Enter the code that everybody gets when the pool is empty"
        : code.problem;
    context.addIssue({ code: "custom", path: ["fallbackCode"], message });
  }
}

/** Zod would leave it out where a field is no number. */
const together = {
  when: ({ value }: { value: unknown }) =>
    typeof (value as Partial<Together> | null)?.fallbackCode === "string",
};

export const poolSettingsSchema = z.object(poolFields).superRefine(checkTogether, together);
export type PoolSettingsInput = z.input<typeof poolSettingsSchema>;

export const dynamicPoolSettingsSchema = z
  .object({ ...poolFields, ...dynamicFields })
  .superRefine(checkTogether, together)
  .transform((settings) => ({
    ...settings,
    expiryPrecision: settings.expiryPrecision ?? usualPrecision(settings.validDays),
  }));
export type DynamicPoolSettingsInput = z.input<typeof dynamicPoolSettingsSchema>;
export type DynamicPoolSettings = z.output<typeof dynamicPoolSettingsSchema>;

/** Zod's findings as errors next to fields. */
export function settingsErrors(error: z.ZodError): FieldError[] {
  return error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
}
