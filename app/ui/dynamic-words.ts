import { type Alphabet, type CodeFormat, charactersOf } from "../codes/code-format.ts";
import { exampleCode } from "../codes/draw-codes.ts";
import {
  type DynamicDetail,
  type PoolDetail,
  type PoolExpiry,
  UNAVAILABLE_REASONS,
  type UnavailableReason,
  type WastedDay,
} from "../pools/pool-view.ts";
import type { TemplateSource } from "../templates/template-view.ts";
import { formatCodes, formatCount, formatDay } from "./format.ts";

/** Why a dynamic pool cannot hand out codes, and how that is repaired. */
const UNAVAILABLE_WORDS = {
  disconnected: {
    why: "This pool's store is not connected any more.",
    repair:
      "Connect it again: install the app in the Shopify store, or link the Magento shop with a new code. Codes that were assigned before go on working meanwhile.",
  },
  reconnect_needed: {
    why: "The store no longer accepts the app's access.",
    repair: "Open the app once in the admin of that store. This renews the access and the pool goes on.",
  },
  scopes_missing: {
    why: "The app lacks a permission that it needs to create discount codes.",
    repair: "Open the app in the admin of that store and allow what it asks for.",
  },
  shop_frozen: {
    why: "Shopify has frozen the store, mostly because a bill is open.",
    repair: "Settle what is open with Shopify. The pool goes on when the store does.",
  },
  store_full: {
    why: "The store holds nearly as many discount codes as Shopify allows.",
    repair: "Delete discounts in Shopify whose codes are no longer needed, from this app or from others.",
  },
  discount_scheduled: {
    why: "The discount behind the template has not started yet.",
    repair: "Wait for its start, or set an earlier one.",
  },
  discount_inactive: {
    why: "The discount behind the template is switched off. Codes that were assigned before do not work either.",
    repair: "Switch the discount on in the store.",
  },
  discount_ended: {
    why: "The discount behind the template has ended. Codes that were assigned before do not work either.",
    repair: "Give the discount a later end in the store, or none.",
  },
  discount_deleted: {
    why: "The discount behind the template was deleted in the store. Codes that were assigned before do not work either.",
    repair: "Create a new template and a new pool for it, then archive this pool.",
  },
} as const satisfies Record<UnavailableReason, { why: string; repair: string }>;

/** What is repaired in another way when the app makes the discounts itself. */
const DESCRIBED_REPAIRS: Partial<Record<UnavailableReason, string>> = {
  discount_ended: "Give the template a later end, or none.",
  discount_deleted: "Open the template to have the discount created again, with new codes.",
};

/** The reason of an unavailable pool in words. */
export function unavailableWords(
  reason: string | null,
  source: TemplateSource,
): { why: string; repair: string } {
  const known = UNAVAILABLE_REASONS.find((one) => one === reason);
  if (!known)
    return {
      why: "Its offer does not work at the moment.",
      repair: "Look at the template and at the store.",
    };
  const { why, repair } = UNAVAILABLE_WORDS[known];
  return { why, repair: (source === "described" && DESCRIBED_REPAIRS[known]) || repair };
}

/** Whether the template's page is where a reason is repaired, or leads to where it is. */
export function isRepairedAtTemplate(reason: string | null, source: TemplateSource): boolean {
  if (reason === "discount_deleted") return source === "described";
  return reason === "discount_ended" || reason === "discount_scheduled" || reason === "discount_inactive";
}

export const ALPHABET_WORDS = {
  no_look_alikes: "Letters and digits that cannot be mixed up",
  letters: "Letters only",
  digits: "Digits only",
  own: "My own characters",
} as const satisfies Record<Alphabet, string>;

/** How long a code works, in one sentence. */
export function expirySentence(expiry: PoolExpiry | null): string {
  if (!expiry) return "Codes work as long as the offer of the template does.";
  const end =
    expiry.validDays === 1
      ? "until the end of the day after the one on which it is assigned"
      : `until the end of the ${ordinal(expiry.validDays)} day after the one on which it is assigned`;
  return expiry.precision === "day"
    ? `Each code works ${end}, in the store's time zone.`
    : `Each code works at least ${end}, in the store's time zone, and at most six days more.`;
}

/** 1 -> 1st, 12 -> 12th, 22 -> 22nd */
export function ordinal(count: number): string {
  const lastTwo = count % 100;
  const suffix = lastTwo >= 11 && lastTwo <= 13 ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[count % 10] ?? "th");
  return `${formatCount(count)}${suffix}`;
}

/** How the codes look: "Like SPRING-7KQ2M-X4RTP." */
export function formatSentence(format: CodeFormat): string {
  return `Like ${exampleCode(format)}, drawn from ${charactersOf(format).length} different characters.`;
}

/** How many codes a pool may assign, in one sentence. */
export function limitSentence(limit: number | null): string {
  return limit === null
    ? "There is no limit on how many codes it assigns."
    : `It assigns at most ${formatCodes(limit)}.`;
}

/** How many codes are kept ready, in one sentence. */
export function bufferSentence(bufferFixed: number | null): string {
  return bufferFixed === null
    ? "How many codes are kept ready follows how fast they are used."
    : `It keeps ${formatCodes(bufferFixed)} ready.`;
}

/** What a message does when codes are not ready in time, in one sentence. */
export function waitSentence(pool: {
  waitMilliseconds: number;
  notReadyFallback: boolean;
  fallbackCode: string | null;
}): string {
  const seconds = pool.waitMilliseconds / 1_000;
  const code = pool.fallbackCode ? `the shared code ${pool.fallbackCode}` : "a shared code";
  const then = pool.notReadyFallback
    ? `gets ${code}`
    : "gets no code, and your email platform is told to ask again";
  return seconds > 0
    ? `When no code is ready, a message waits up to ${seconds} ${seconds === 1 ? "second" : "seconds"}, then ${then}.`
    : `When no code is ready, a message ${then}.`;
}

/** What was wasted lately, by day, in one sentence. The latest comes first. */
export function wastedSentence(days: readonly WastedDay[]): string {
  const all = days.reduce((sum, { codes }) => sum + codes, 0);
  const byDay = days.map(({ day, codes }) => `${formatDay(day)}: ${formatCount(codes)}`).join(", ");
  return `${formatCodes(all)} wasted in the last 7 days (${byDay}). Nobody was given them, and they are deleted in the store.`;
}

type FillingPool = Pick<PoolDetail, "status" | "remaining" | "counts"> & {
  dynamic: Pick<DynamicDetail, "bufferTarget"> | null;
};

/** Whether nothing is ready, but soon will be. */
export function isStillEmpty(pool: FillingPool): boolean {
  return pool.counts.available === 0 && isFilling(pool);
}

/** Whether codes are being made, or about to be, so that the pool's figures will change by themselves. */
export function isFilling(pool: FillingPool): boolean {
  const { dynamic, counts } = pool;
  if (!dynamic || pool.status === "archived" || pool.status === "unavailable") return false;
  if (counts.pending > 0) return true;
  if (dynamic.bufferTarget === 0) return pool.remaining !== 0;
  // Replenishing begins below half of the buffer.
  const least = Math.min(dynamic.bufferTarget / 2, pool.remaining ?? Number.POSITIVE_INFINITY);
  return counts.available < least;
}
