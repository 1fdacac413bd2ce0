import type { CampaignType } from "./claim-answer.ts";

/** One answer to one key, for the look-ups of the pool's page. */
export interface ClaimLine {
  key: string;
  outcome: "assigned" | "kept" | "fallback";
  code: string | null;
  codeState: string | null;
  campaignId: string;
  campaignType: CampaignType;
  claimedAt: string;
  expiresAt: string | null;
  releasedAt: string | null;
}

/** The columns of a ClaimLine, of claims c joined with codes k. */
export const CLAIM_LINE_COLUMNS = `c.key, c.outcome, coalesce(k.code, c.fallback_code) as code, k.state as "codeState",
  c.campaign_id as "campaignId", c.campaign_type as "campaignType", c.claimed_at as "claimedAt",
  k.expires_at as "expiresAt", c.released_at as "releasedAt"`;

export interface ClaimLineRow extends Record<string, unknown> {
  key: string;
  outcome: ClaimLine["outcome"];
  code: string | null;
  codeState: string | null;
  campaignId: string;
  campaignType: CampaignType;
  claimedAt: Date;
  expiresAt: Date | null;
  releasedAt: Date | null;
}

export function claimLine(row: ClaimLineRow): ClaimLine {
  return {
    ...row,
    claimedAt: row.claimedAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    releasedAt: row.releasedAt?.toISOString() ?? null,
  };
}
