import type { AnsweredRow } from "./answer-of.ts";
import type { CampaignType, ClaimedPool } from "./claim-answer.ts";

/** One recipient in a fold. */
export interface FoldEntry {
  key: string;
  contactHash: Buffer;
  campaignId: string;
  campaignType: CampaignType;
  clientId: string;
  /** What stands in place of the key once its contact is erased; worked out only where some are. */
  erasedKey: () => string;
  /** Its time to wait is over: it takes the fixed code when there is no other. */
  givesUp?: boolean;
}

/** The recipients of one request: answered together, or refused together. */
export type FoldRequest = readonly FoldEntry[];

/**
 * What the fold found for one recipient. `reused`: a key of its request names another message; `erased`: one belongs
 * to a contact that was erased.
 */
export interface FoldRow extends Record<string, unknown>, AnsweredRow {
  /** Whether it is this very key for which its request is refused. */
  isCulprit: boolean;
}

/** The pool as the fold left it. */
export interface FoldedPool extends ClaimedPool {
  /** Codes that ever became claimable: another number means that there are new ones. */
  confirmed: number;
  /** How long a recipient that is not ready waits, and whether it gets the fixed code after that. */
  waitMilliseconds: number;
  fallsBack: boolean;
}

/** Whether a request was refused for one of its keys. */
export function isRefused({ outcome }: FoldRow): boolean {
  return outcome === "reused" || outcome === "erased";
}
