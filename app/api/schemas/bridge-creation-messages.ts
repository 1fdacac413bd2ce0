import { z } from "@hono/zod-openapi";

/** The creation of a static pool's codes in the shop. */
export const bridgeCreationSchema = z
  .object({
    id: z.string(),
    state: z.enum(["running", "cancelling", "finished", "cancelled", "failed"]),
    templateName: z.string(),
    total: z.int().openapi({ description: "Unassigned codes when it began." }),
    created: z.int(),
    already: z
      .int()
      .openapi({ description: "Codes that worked in the shop before, whatever rule has them." }),
    refused: z
      .int()
      .openapi({ description: "Codes of another rule that does not work, or that the shop does not take." }),
    trouble: z.string().nullable().openapi({ description: "Why it does not go on at the moment." }),
  })
  .openapi("BridgeCreation");

export const BRIDGE_CREATION_EXAMPLE = {
  id: "cre_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
  state: "running",
  templateName: "Welcome 10%",
  total: 5_000,
  created: 1_250,
  already: 0,
  refused: 2,
  trouble: null,
} as const;
