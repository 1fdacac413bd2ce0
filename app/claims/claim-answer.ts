import type { ApiClientId } from "../db/ids.ts";

export const CAMPAIGN_TYPES = ["automation", "broadcast"] as const;
export type CampaignType = (typeof CAMPAIGN_TYPES)[number];

/** One message that needs a code. */
export interface Recipient {
  /** The caller's name for the message; makes the claim repeatable. */
  key: string;
  /** Any stable id of the person. */
  contact: string;
}

export interface ClaimRequest {
  accountId: string;
  clientId: ApiClientId;
  broadcastAllowed: boolean;
  /** The pool's id or one of its handles. */
  pool: string;
  campaign: { id: string; type: CampaignType };
  mode: "live" | "test";
  recipients: Recipient[];
}

/** What one recipient is told. */
export type ClaimAnswer =
  | {
      key: string;
      outcome: "assigned" | "repeated" | "kept";
      code: string;
      assignedAt: string;
      expiresAt: string | null;
    }
  | { key: string; outcome: "fallback"; code: string; assignedAt: string; expiresAt: null }
  | { key: string; outcome: "test"; code: string; assignedAt: null; expiresAt: null }
  | {
      key: string;
      outcome: "exhausted" | "not_ready" | "released";
      code: null;
      assignedAt: null;
      expiresAt: null;
    };

/** The pool after the commit that the answers belong to. */
export interface ClaimedPool {
  id: string;
  remaining: number | null;
  percentRemaining: number | null;
}

export interface ClaimAnswers {
  claims: ClaimAnswer[];
  pool: ClaimedPool;
}
