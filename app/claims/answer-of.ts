import type { ClaimAnswer } from "./claim-answer.ts";

/** What is known of a key, as the database tells it. */
export interface AnsweredRow {
  outcome:
    | "assigned"
    | "repeated"
    | "kept"
    | "fallback"
    | "exhausted"
    | "not_ready"
    | "released"
    | "reused"
    | "erased";
  code: string | null;
  assignedAt: Date;
  expiresAt: Date | null;
}

/** The outcome of the same key a second time in one request: what it would be in a request of its own. */
export function outcomeAgain(first: AnsweredRow["outcome"]): AnsweredRow["outcome"] {
  return first === "assigned" || first === "kept" ? "repeated" : first;
}

/** The answer for one recipient. Throws for a row that belongs to a refused request or lacks its code. */
export function answerOf(key: string, row: AnsweredRow): ClaimAnswer {
  const { outcome, code } = row;
  switch (outcome) {
    case "exhausted":
    case "not_ready":
    case "released":
      return { key, outcome, code: null, assignedAt: null, expiresAt: null };
    case "assigned":
    case "repeated":
    case "kept":
      return {
        key,
        outcome,
        code: present(code),
        assignedAt: row.assignedAt.toISOString(),
        expiresAt: row.expiresAt?.toISOString() ?? null,
      };
    case "fallback":
      return { key, outcome, code: present(code), assignedAt: row.assignedAt.toISOString(), expiresAt: null };
    case "reused":
    case "erased":
      throw new Error("A refused request has no answers.");
    default:
      throw new Error(`An unknown outcome: ${outcome satisfies never}`);
  }
}

function present(code: string | null): string {
  if (code === null) throw new Error("A claim was answered without a code.");
  return code;
}
