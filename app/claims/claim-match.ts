import type { ClaimLine } from "./claim-line.ts";

/** A code and who got it, in one line. */
export interface ClaimMatch {
  /** Null: nobody got the code, or the contact was erased. */
  key: string | null;
  campaign: string | null;
  /** Null: the key was answered without one, or has lost it since. */
  code: string | null;
  assignedAt: string | null;
  expiresAt: string | null;
  /** Of the code; `released` once the key gave it back, `fallback` for the pool's fixed code. */
  state: string | null;
}

/** What a key was answered, as a line. */
export function matchOfLine(line: ClaimLine): ClaimMatch {
  const { key, code, campaignId: campaign, claimedAt: assignedAt, expiresAt } = line;
  return { key, campaign, code, assignedAt, expiresAt, state: stateOf(line) };
}

function stateOf({ releasedAt, outcome, codeState }: ClaimLine): string | null {
  if (releasedAt !== null) return "released";
  return outcome === "fallback" ? "fallback" : codeState;
}
