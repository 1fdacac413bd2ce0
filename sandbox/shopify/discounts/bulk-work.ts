import { randomUUID } from "node:crypto";
import { isoSeconds } from "./discount.ts";
import type { BulkCreation, BulkJob, CodeError, DiscountStore } from "./discount-store.ts";

/** Characters of a code. 255 is the usual figure; Shopify has not published one. */
const CODE_CHARACTERS_MAX = 255;

/** How fast the shop works off what it was asked to do in bulk. Shopify publishes no figures. */
export interface BulkPace {
  /** From the request to its result when nothing else waits. */
  latencyMilliseconds: number;
  /** All bulk creations of the shop together, one after another; null: no limit of its own. */
  codesPerSecond: number | null;
  /** Until a search finds a new discount. */
  searchLagMilliseconds: number;
  /** Real time, whatever the sandbox's clock, before any request of the Admin API is looked at. */
  answerMilliseconds: number;
  /**
   * From one line of a bulk mutation to the next, and to its first. Shopify publishes nothing; its guide's example
   * of an answer has 10 lines done in 10 s. As long as a direct call takes is a fair guess, one after another.
   */
  bulkLineMilliseconds: number;
}

export const USUAL_PACE: BulkPace = {
  latencyMilliseconds: 400,
  codesPerSecond: null,
  searchLagMilliseconds: 0,
  answerMilliseconds: 0,
  bulkLineMilliseconds: 200,
};

/** Why a code cannot be created at this moment; undefined: it can. `created` more are being created. */
export function refuseCode(store: DiscountStore, code: string, created = 0): CodeError | undefined {
  if (code.trim() === "") return { code: "BLANK", message: "can't be blank" };
  if (code.length > CODE_CHARACTERS_MAX) {
    return { code: "TOO_LONG", message: `is too long (maximum is ${CODE_CHARACTERS_MAX} characters)` };
  }
  if (store.codes.find(code)) {
    return { code: "TAKEN", message: "must be unique. Please try a different code." };
  }
  if (store.codes.count + created >= store.maximumCodes) {
    return { code: "EXCEEDED_MAX", message: `can't be added: the shop holds ${store.maximumCodes} codes` };
  }
  return undefined;
}

/** Queues codes to be created. They exist, or have failed, once the clock has passed `dueAt`. */
export function queueCreation(
  store: DiscountStore,
  pace: BulkPace,
  now: Date,
  request: { discount: number; codes: string[]; failing: number[] },
): BulkCreation {
  let free = now.getTime();
  for (const work of store.waiting) {
    if ("codes" in work) free = Math.max(free, work.dueAt - pace.latencyMilliseconds);
  }
  const works = pace.codesPerSecond === null ? 0 : (request.codes.length * 1000) / pace.codesPerSecond;
  const creation: BulkCreation = {
    number: store.nextNumber,
    ...request,
    createdAt: isoSeconds(now),
    dueAt: (pace.codesPerSecond === null ? now.getTime() : free) + works + pace.latencyMilliseconds,
    results: null,
  };
  store.change({ creation });
  return creation;
}

/** Queues codes or whole discounts to be deleted. */
export function queueJob(
  store: DiscountStore,
  pace: BulkPace,
  now: Date,
  work: { removeCodes?: number[]; dropDiscounts?: number[] },
): BulkJob {
  const job: BulkJob = {
    id: `gid://shopify/Job/${randomUUID()}`,
    dueAt: now.getTime() + pace.latencyMilliseconds,
    removeCodes: work.removeCodes ?? [],
    dropDiscounts: work.dropDiscounts ?? [],
    done: false,
  };
  store.change({ job });
  return job;
}

/**
 * Does everything that is due by now, in the order in which it falls due. Called before anything looks at
 * the shop, so that no timer is needed and a test's clock decides alone. Returns the discounts it deleted.
 */
export function runDueWork(store: DiscountStore, now: Date): number[] {
  const due = [...store.waiting].filter(({ dueAt }) => dueAt <= now.getTime());
  const dropped: number[] = [];
  for (const work of due.toSorted((a, b) => a.dueAt - b.dueAt)) {
    if ("codes" in work) {
      runCreation(store, work);
      continue;
    }
    if (work.removeCodes.length > 0) store.change({ remove: work.removeCodes });
    for (const drop of work.dropDiscounts) {
      if (!store.discounts.has(drop)) continue;
      store.change({ drop });
      dropped.push(drop);
    }
    store.change({ jobDone: work.id });
  }
  return dropped;
}

function runCreation(store: DiscountStore, { discount, codes, failing, number }: BulkCreation): void {
  const seen = new Set<string>();
  const created: string[] = [];
  const from = store.codes.next;
  const refuse = (code: string, place: number): CodeError | undefined => {
    if (!store.discounts.has(discount)) return { code: "INVALID", message: "The discount doesn't exist." };
    if (seen.has(code.toUpperCase())) {
      return { code: "DUPLICATE", message: "is already present in this request" };
    }
    if (failing.includes(place)) return { code: "INTERNAL_ERROR", message: "Something went wrong." };
    return refuseCode(store, code, created.length);
  };
  const results = codes.map((code, place) => {
    const refused = refuse(code, place);
    seen.add(code.toUpperCase());
    if (refused) return refused;
    created.push(code);
    return from + created.length - 1;
  });
  if (created.length > 0) store.change({ add: created, to: discount, from, by: "app" });
  store.change({ ran: number, results });
}
