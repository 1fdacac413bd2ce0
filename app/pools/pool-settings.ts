import { z } from "zod";
import { checkCode } from "../codes/check-code.ts";
import { HANDLE_CHARACTERS_MAX, POOL_NAME_CHARACTERS_MAX } from "../config/limits.ts";
import type { FieldError } from "../errors/refusal.ts";
import { HANDLE } from "./handle.ts";
import { LOW_WATER_UNITS, PER_CONTACT, WHEN_DRY } from "./pool-view.ts";

const whole = (least: number, most: number, unit: string) =>
  z.coerce
    .number(`Enter a number of ${unit}`)
    .int(`Enter a whole number of ${unit}`)
    .min(least, `Enter at least ${least}`)
    .max(most, `Enter at most ${most}`);

/** What a merchant sets on a static pool. Every message is read next to its field. */
export const poolSettingsSchema = z
  .object({
    name: z
      .string()
      .trim()
      .min(1, "Give the pool a name")
      .max(POOL_NAME_CHARACTERS_MAX, `Use at most ${POOL_NAME_CHARACTERS_MAX} characters`),
    handle: z
      .string()
      .trim()
      .min(1, "Give the pool a handle")
      .max(HANDLE_CHARACTERS_MAX, `Use at most ${HANDLE_CHARACTERS_MAX} characters`)
      .regex(HANDLE, "Use lower-case letters, digits and single hyphens, for example spring-sale"),
    perContact: z.enum(PER_CONTACT, "Choose what a contact gets").default("each_message"),
    whenDry: z.enum(WHEN_DRY, "Choose what happens when the pool is empty").default("stop"),
    fallbackCode: z.string().trim().default(""),
    lowWaterUnit: z.enum(LOW_WATER_UNITS, "Choose codes or percent").default("percent"),
    lowWaterValue: whole(0, 20_000_000, "codes or percent").default(10),
    releaseAllowed: z.boolean().default(false),
    releaseWindowHours: whole(1, 720, "hours").default(72),
    releaseQuarantineHours: whole(0, 720, "hours").default(24),
    minValiditySeconds: whole(0, 2_592_000, "seconds").default(3_600),
  })
  .superRefine((settings, context) => {
    if (settings.lowWaterUnit === "percent" && settings.lowWaterValue > 100) {
      context.addIssue({ code: "custom", path: ["lowWaterValue"], message: "Enter at most 100 percent" });
    }
    if (settings.whenDry === "stop") return;
    const code = checkCode(settings.fallbackCode);
    if (!code.ok) {
      const message =
        settings.fallbackCode === ""
          ? "Enter the code that everybody gets when the pool is empty"
          : code.problem;
      context.addIssue({ code: "custom", path: ["fallbackCode"], message });
    }
  });

export type PoolSettingsInput = z.input<typeof poolSettingsSchema>;
export type PoolSettings = z.output<typeof poolSettingsSchema>;

/** Zod's findings as errors next to fields. */
export function settingsErrors(error: z.ZodError): FieldError[] {
  return error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
}
