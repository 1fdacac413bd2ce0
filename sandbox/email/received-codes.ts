import type { Recipient } from "./campaign-options.ts";

/** One recipient's answer, as the app sends it. */
export interface ClaimAnswer {
  key: string;
  outcome: string;
  code: string | null;
  assignedAt: string | null;
  expiresAt: string | null;
}

export interface ReceivedCodes {
  /** Notes an answer; a sentence for each rule of the app's promise that it breaks. */
  receive(pool: string, recipient: Recipient, answer: ClaimAnswer): string[];
  readonly violations: readonly string[];
  /** Different codes received as this platform's own, fallback and test codes left out. */
  readonly codes: number;
  reset(): void;
}

/** Sentences kept; after so many the rest is only counted by whoever listens. */
const VIOLATIONS_KEPT = 100;

/**
 * Every code that this platform has received since it was reset, and the check of the app's promise on
 * them: a code goes out once, and a key has one code for good.
 */
export function createReceivedCodes(): ReceivedCodes {
  const byCode = new Map<string, Recipient & { isAssigned: boolean }>();
  const byKey = new Map<string, string>();
  const shared = new Set<string>();
  const violations: string[] = [];

  const check = (pool: string, recipient: Recipient, answer: ClaimAnswer): string[] => {
    const { outcome, code } = answer;
    const found: string[] = [];
    if (answer.key !== recipient.key) found.push(`${recipient.key} was answered as ${answer.key}.`);
    if (code === null || outcome === "test" || outcome === "released") return found;

    const known = byKey.get(`${pool} ${recipient.key}`);
    if (known !== undefined && known !== code) {
      found.push(`${recipient.key} was answered with ${known} and then with ${code}.`);
    }
    byKey.set(`${pool} ${recipient.key}`, code);
    if (outcome === "fallback") shared.add(code);
    if (shared.has(code)) return found;

    const holder = byCode.get(code);
    if (outcome === "assigned" && holder?.isAssigned) {
      found.push(`${code} was assigned twice: to ${holder.key} and to ${recipient.key}.`);
    } else if (
      holder &&
      holder.contact !== recipient.contact &&
      (holder.isAssigned || outcome === "assigned")
    ) {
      found.push(`${code} went to two people: ${holder.key} and ${recipient.key}.`);
    }
    // Answers overtake each other: a repeat may be seen before the answer that assigned the code.
    if (!holder || outcome === "assigned")
      byCode.set(code, { ...recipient, isAssigned: outcome === "assigned" });
    return found;
  };

  return {
    violations,
    get codes() {
      return byCode.size;
    },
    receive(pool, recipient, answer) {
      const found = check(pool, recipient, answer);
      violations.push(...found.slice(0, VIOLATIONS_KEPT - violations.length));
      return found;
    },
    reset() {
      byCode.clear();
      byKey.clear();
      shared.clear();
      violations.length = 0;
    },
  };
}
