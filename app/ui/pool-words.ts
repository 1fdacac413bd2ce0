import type { LowWaterUnit, PerContact, PoolStatus, PoolType, PoolView } from "../pools/pool-view.ts";
import { formatCodes, formatHours } from "./format.ts";

export type BadgeTone = "success" | "warning" | "critical" | "info" | undefined;

/** How a status is called and coloured. Colour is never the only sign. */
export const STATUS_WORDS = {
  active: { label: "Active", tone: "success" },
  low: { label: "Low", tone: "warning" },
  empty: { label: "Empty", tone: "critical" },
  unavailable: { label: "Unavailable", tone: "critical" },
  archived: { label: "Archived", tone: undefined },
} as const satisfies Record<PoolStatus, { label: string; tone: BadgeTone }>;

/** Of a pool with codes that the checkout would refuse. */
export const REFUSED_LABEL = "Codes refused";

export const TYPE_WORDS = {
  static: "Static",
  dynamic: "Dynamic",
} as const satisfies Record<PoolType, string>;

/** What a contact gets: a short name and what it means. */
export const PER_CONTACT_WORDS = {
  each_message: {
    label: "A fresh code for each message",
    help: "Two messages to the same person carry two different codes.",
  },
  per_campaign: {
    label: "One code per campaign",
    help: "A reminder in the same campaign repeats the code of the first message. Another campaign gets a new one.",
  },
  for_good: {
    label: "One code for good, while it lives",
    help: "Every message of every campaign repeats the same code until it expires, is redeemed or is taken back.",
  },
} as const satisfies Record<PerContact, { label: string; help: string }>;

/** What each type is, for those who choose one. */
export const TYPE_HELP = {
  static: "You upload a list of codes that exist already. Good for codes of another system or a partner.",
  dynamic:
    "The codes are made in your store from a template, always enough ahead of your messages. They can expire a number of days after the sending.",
} as const satisfies Record<PoolType, string>;

/** When a pool of a type has no code to hand out for good, as part of a sentence. */
export const DRY_WORDS = {
  static: "when the pool is empty",
  dynamic: "when the limit is reached or the offer does not work",
} as const satisfies Record<PoolType, string>;

/** What happens to a message when no code is left, in one sentence. */
export function whenDrySentence(pool: {
  type: PoolType;
  whenDry: PoolView["whenDry"];
  fallbackCode: string | null;
}): string {
  const when = DRY_WORDS[pool.type];
  if (pool.whenDry === "stop") return `Messages get no code ${when}; your email platform is told so.`;
  const shared = pool.fallbackCode ? `the shared code ${pool.fallbackCode}` : "a shared code";
  return `Messages get ${shared} ${when}.`;
}

/** What becomes of codes whose messages were not sent, in one sentence. */
export function releaseSentence(pool: {
  type: PoolType;
  releaseAllowed: boolean;
  releaseWindowHours: number;
  releaseQuarantineHours: number;
}): string {
  if (!pool.releaseAllowed) return "Codes of messages that were not sent are not taken back.";
  const then =
    pool.type === "dynamic"
      ? "are deleted in the store"
      : `wait ${formatHours(pool.releaseQuarantineHours)} before somebody else gets them`;
  return `Codes of messages that were not sent are taken back within ${formatHours(pool.releaseWindowHours)} and ${then}.`;
}

/** When the pool counts as low, in one sentence. */
export function lowWaterSentence(pool: { lowWaterUnit: LowWaterUnit; lowWaterValue: number }): string {
  if (pool.lowWaterValue === 0) return "The pool never counts as low, only as empty.";
  if (pool.lowWaterUnit === "days") {
    return `Counts as low when it will probably run dry within ${pool.lowWaterValue === 1 ? "a day" : `${pool.lowWaterValue} days`}.`;
  }
  return pool.lowWaterUnit === "percent"
    ? `Counts as low when ${pool.lowWaterValue}% or less remain.`
    : `Counts as low when ${formatCodes(pool.lowWaterValue)} or fewer remain.`;
}
