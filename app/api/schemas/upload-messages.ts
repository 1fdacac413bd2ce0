import { z } from "@hono/zod-openapi";
import { CODES_PER_CALL_MAX } from "../../config/limits.ts";

export const codesRequestSchema = z
  .object({
    codes: z.array(z.string()).min(1).max(CODES_PER_CALL_MAX).openapi({
      description: "Each 1 to 255 characters. A code that is not valid counts as an invalid row.",
    }),
  })
  .openapi("CodesRequest");

const UPLOAD_STATUSES = ["queued", "reading", "merging", "completed", "failed", "undone"] as const;

/** An upload's state as the contract has it: what is still being confirmed or undone is not told apart. */
export function publicStatus(
  status: (typeof UPLOAD_STATUSES)[number] | "draft" | "undoing",
): (typeof UPLOAD_STATUSES)[number] {
  if (status === "draft") return "queued";
  return status === "undoing" ? "undone" : status;
}

export const uploadStartedSchema = z
  .object({ id: z.string(), status: z.enum(UPLOAD_STATUSES) })
  .openapi("UploadStarted");

export const uploadSchema = z
  .object({
    id: z.string(),
    status: z.enum(UPLOAD_STATUSES),
    rows: z.int(),
    added: z.int(),
    duplicateInFile: z.int(),
    duplicateInPool: z.int(),
    duplicateInAccount: z.int().openapi({ description: "Already in another pool of the account." }),
    invalid: z.int(),
    error: z.string().nullable().openapi({ description: "Why it failed, for people." }),
  })
  .openapi("Upload");
