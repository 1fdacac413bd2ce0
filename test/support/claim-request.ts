import type { ClaimRequest } from "#app/claims/claim-answer.ts";
import type { ApiClientId } from "#app/db/ids.ts";

const CALLER = {
  clientId: "cpk_test" as ApiClientId,
  broadcastAllowed: false,
  campaign: { id: "welcome", type: "automation" },
  mode: "live",
} as const;

type Said = Pick<ClaimRequest, "accountId" | "pool" | "recipients"> & Partial<ClaimRequest>;

/** What an email platform asks for that sends an automation, with what a test says of it. */
export function claimRequest(said: Said): ClaimRequest {
  return { ...CALLER, ...said };
}
