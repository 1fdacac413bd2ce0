import { z } from "@hono/zod-openapi";
import { instant } from "./fields.ts";

export const limitsSchema = z.object({
  requestsPerMinute: z.int(),
  recipientsPerClaim: z.int(),
  keysPerRelease: z.int(),
  codesPerCall: z.int(),
  claimBodyBytes: z.int(),
  jsonBodyBytes: z.int(),
  csvBodyBytes: z.int(),
  timestampToleranceSeconds: z.int(),
});

export const meAnswerSchema = z
  .object({
    account: z.object({ id: z.string(), name: z.string() }),
    apiClient: z.object({ id: z.string(), name: z.string() }),
    serverTime: instant,
    broadcastEnabled: z.boolean(),
    limits: limitsSchema,
  })
  .openapi("Me");
