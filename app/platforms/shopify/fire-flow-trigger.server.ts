import { z } from "zod";
import type { PlatformResult } from "../discount-platform.ts";
import type { AdminClient } from "./admin-client.ts";
import { ask } from "./ask.ts";
import { FIRE_FLOW_TRIGGER } from "./documents/flow-documents.ts";

/** The handle of extensions/pool-running-low, which Shopify lets nobody change once it is deployed. */
const HANDLE = "pool-running-low";

const answerSchema = z.object({
  flowTriggerReceive: z.object({ userErrors: z.array(z.object({ message: z.string() })) }),
});

/**
 * Starts the shop's workflows that begin with "Coupon pool is running low". Shopify answers before they run, and also
 * where there are none. `refused`: it does not know the trigger (the extension is not deployed) or its fields.
 */
export async function fireFlowTrigger(
  admin: AdminClient,
  payload: Record<string, string | number>,
): Promise<PlatformResult<null>> {
  const answer = await ask(admin, FIRE_FLOW_TRIGGER, { handle: HANDLE, payload }, answerSchema);
  if (!answer.ok) return answer;
  const errors = answer.value.flowTriggerReceive.userErrors;
  if (errors.length === 0) return { ok: true, value: null };
  const told = errors.map(({ message }) => ({ field: null, message }));
  return {
    ok: false,
    failure: { kind: "refused", detail: errors.map(({ message }) => message).join(" "), errors: told },
  };
}
