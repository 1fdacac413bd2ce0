import type { z } from "@hono/zod-openapi";
import {
  CLAIM_BODY_BYTES_MAX,
  CODES_PER_CALL_MAX,
  JSON_BODY_BYTES_MAX,
  KEYS_PER_RELEASE_MAX,
  RECIPIENTS_PER_CLAIM_MAX,
  TEXT_FILE_BYTES_MAX,
  TIMESTAMP_TOLERANCE_SECONDS,
} from "../config/limits.ts";
import type { limitsSchema } from "./schemas/me-messages.ts";

/** The limits of the public contract, with the one that the operator sets. */
export function apiLimits(requestsPerMinute: number): z.output<typeof limitsSchema> {
  return {
    requestsPerMinute,
    recipientsPerClaim: RECIPIENTS_PER_CLAIM_MAX,
    keysPerRelease: KEYS_PER_RELEASE_MAX,
    codesPerCall: CODES_PER_CALL_MAX,
    claimBodyBytes: CLAIM_BODY_BYTES_MAX,
    jsonBodyBytes: JSON_BODY_BYTES_MAX,
    csvBodyBytes: TEXT_FILE_BYTES_MAX,
    timestampToleranceSeconds: TIMESTAMP_TOLERANCE_SECONDS,
  };
}
