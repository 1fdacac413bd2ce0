import { z } from "zod";
import { ALERT_RECIPIENTS_MAX } from "../config/limits.ts";
import { ALERT_KINDS } from "../events/event-types.ts";

/** Who is told by mail, and of what. */
export const alertSettingsSchema = z.object({
  recipients: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .max(254, "Enter an e-mail address, such as ada@example.com.")
        .pipe(z.email("Enter an e-mail address, such as ada@example.com.")),
    )
    .max(ALERT_RECIPIENTS_MAX, `Enter at most ${ALERT_RECIPIENTS_MAX} addresses.`)
    .transform((addresses) => [...new Set(addresses)]),
  alerts: z.array(z.enum(ALERT_KINDS)).transform((kinds) => [...new Set(kinds)]),
});
export type AlertSettings = z.infer<typeof alertSettingsSchema>;

/** What an account begins with: nobody, and everything but uploads that went well. */
export const FIRST_ALERT_SETTINGS: AlertSettings = {
  recipients: [],
  alerts: ALERT_KINDS.filter((kind) => kind !== "upload.completed"),
};
