import { formatTime } from "./format.ts";
import type { BadgeTone } from "./pool-words.ts";

/** What a code's state means to a merchant. */
const STATE_WORDS: Record<string, string> = {
  pending: "is being made",
  available: "has not been assigned yet",
  assigned: "is assigned",
  redeemed: "was redeemed",
  quarantined: "was given back and waits to be assigned again",
  expired: "expired before it was assigned",
  rejected: "was refused by the store",
  void: "is void",
};

/** "SAVE-7KQ2 is assigned." and the like. */
export function codeSentence(
  found: { code: string; state: string; returnsAt: string | null },
  timeZone: string,
): string {
  const words = STATE_WORDS[found.state] ?? `is ${found.state}`;
  const until =
    found.state === "quarantined" && found.returnsAt ? ` from ${formatTime(found.returnsAt, timeZone)}` : "";
  return `${found.code} ${words}${until}.`;
}

/** What a search found, over the list of it. Not how many there are in all where the list has several pages. */
export function foundWords(found: { asked: string; count: number; page: number; hasOlder: boolean }): string {
  const { asked, count, page, hasOlder } = found;
  if (page > 1) return count === 0 ? `Nothing older found for ${asked}` : `Older ones found for ${asked}`;
  if (count === 0) return `Nothing found for ${asked}`;
  if (hasOlder) return `The newest ${count} found for ${asked}`;
  return count === 1 ? `Found for ${asked}` : `${count} found for ${asked}`;
}

/** How a message came to its code. */
export const OUTCOME_WORDS: Record<"assigned" | "kept" | "fallback", string> = {
  assigned: "Got this code fresh",
  kept: "Repeated the contact's code",
  fallback: "Got the shared fallback code",
};

/** A state of a code, or of a message's answer, in a word and a colour. */
export const STATE_BADGES: Record<string, { label: string; tone: BadgeTone }> = {
  pending: { label: "Being made", tone: "info" },
  available: { label: "Ready", tone: undefined },
  assigned: { label: "Assigned", tone: "success" },
  redeemed: { label: "Redeemed", tone: "info" },
  quarantined: { label: "Given back", tone: "warning" },
  released: { label: "Given back", tone: "warning" },
  expired: { label: "Expired unused", tone: "critical" },
  rejected: { label: "Refused by the store", tone: "critical" },
  void: { label: "Void", tone: "critical" },
  undone: { label: "Undone", tone: "critical" },
  fallback: { label: "Fixed code", tone: undefined },
};

/** The same, over the time at which it happened. */
export const OUTCOME_TERMS: Record<"assigned" | "kept" | "fallback", string> = {
  assigned: "Assigned",
  kept: "Repeated to this message",
  fallback: "Fixed code given",
};
