import { type CodeBook, createCodeBook, type Maker, type RedeemCode } from "./code-book.ts";
import type { Discount } from "./discount.ts";

/** An error as Shopify's `DiscountUserError` has it; the field is added where it is answered. */
export interface CodeError {
  code: "TAKEN" | "DUPLICATE" | "TOO_LONG" | "BLANK" | "EXCEEDED_MAX" | "INVALID" | "INTERNAL_ERROR";
  message: string;
}

/** What `discountRedeemCodeBulkAdd` started. */
export interface BulkCreation {
  number: number;
  discount: number;
  codes: string[];
  createdAt: string;
  /** Unix milliseconds by the sandbox's clock at which it is run. */
  dueAt: number;
  /** Places of codes that a fault makes fail. */
  failing: number[];
  /** The number of the code, or why there is none; null before it is run. */
  results: (number | CodeError)[] | null;
}

/** What `discountCodeRedeemCodeBulkDelete` and its like started. */
export interface BulkJob {
  id: string;
  dueAt: number;
  removeCodes: number[];
  dropDiscounts: number[];
  done: boolean;
}

/** One change of the shop's discounts. The store is what all of them amount to. */
export type DiscountChange =
  | { put: Discount }
  | { drop: number }
  /** New codes of a discount; the first gets the number `from`. */
  | { add: string[]; to: number; from: number; by: Maker }
  | { remove: number[] }
  | { use: number; customer: string | null }
  | { creation: BulkCreation }
  | { ran: number; results: (number | CodeError)[] }
  | { job: BulkJob }
  | { jobDone: string }
  /** Code numbers below this one were given out before. */
  | { reserve: number };

export interface DiscountStore {
  /** By number, in the order of creation. */
  readonly discounts: ReadonlyMap<number, Discount>;
  readonly codes: Omit<CodeBook, "add" | "remove" | "use" | "reserve">;
  readonly creations: ReadonlyMap<number, BulkCreation>;
  readonly jobs: ReadonlyMap<string, BulkJob>;
  /** What is queued and not done yet. */
  readonly waiting: ReadonlySet<BulkCreation | BulkJob>;
  /** The codes that the whole shop may hold. */
  readonly maximumCodes: number;
  /** The number that the next discount or bulk creation gets. */
  readonly nextNumber: number;
  change(change: DiscountChange): void;
}

/** Codes of a shop, of all discounts and apps together. Source: vendors' help pages that quote Shopify's. */
const SHOP_CODES_MAX = 20_000_000;
/** Bulk creations that can still be read; the oldest ones that were run are forgotten. */
const CREATIONS_KEPT = 5_000;
const FIRST_NUMBER = 1_260_000_000_001;

/** `written` is told of every change; `read` are the changes of an earlier run. */
export function createDiscountStore(options: {
  maximumCodes?: number;
  read?: Iterable<DiscountChange>;
  written?: (change: DiscountChange) => void;
}): DiscountStore {
  const discounts = new Map<number, Discount>();
  const codes = createCodeBook();
  const creations = new Map<number, BulkCreation>();
  const jobs = new Map<string, BulkJob>();
  const waiting = new Set<BulkCreation | BulkJob>();
  let nextNumber = FIRST_NUMBER;

  const apply = (change: DiscountChange): void => {
    if ("put" in change) {
      nextNumber = Math.max(nextNumber, change.put.number + 1);
      discounts.set(change.put.number, change.put);
    } else if ("drop" in change) {
      for (const number of [...codes.ofDiscount(change.drop)]) codes.remove(number);
      discounts.delete(change.drop);
    } else if ("add" in change) {
      change.add.forEach((code, index) => {
        codes.add(change.to, code, change.by, change.from + index);
      });
    } else if ("remove" in change) {
      for (const number of change.remove) codes.remove(number);
    } else if ("use" in change) {
      codes.use(change.use, change.customer);
      const discount = discounts.get(codes.at(change.use)?.discount ?? 0);
      if (discount) discount.uses++;
    } else if ("creation" in change) {
      nextNumber = Math.max(nextNumber, change.creation.number + 1);
      creations.set(change.creation.number, change.creation);
      if (!change.creation.results) waiting.add(change.creation);
      forgetOldest(creations);
    } else if ("ran" in change) {
      const creation = creations.get(change.ran);
      if (!creation) return;
      creation.results = change.results;
      waiting.delete(creation);
    } else if ("job" in change) {
      jobs.set(change.job.id, change.job);
      if (!change.job.done) waiting.add(change.job);
    } else if ("jobDone" in change) {
      const job = jobs.get(change.jobDone);
      if (!job) return;
      Object.assign(job, { done: true, removeCodes: [], dropDiscounts: [] });
      waiting.delete(job);
    } else {
      codes.reserve(change.reserve);
    }
  };

  for (const change of options.read ?? []) apply(change);
  return {
    discounts,
    codes,
    creations,
    jobs,
    waiting,
    maximumCodes: options.maximumCodes ?? SHOP_CODES_MAX,
    get nextNumber() {
      return nextNumber;
    },
    change(change) {
      // Written first: a change that holds the arrays of the store is written as it was before.
      options.written?.(change);
      apply(change);
    },
  };
}

function forgetOldest(creations: Map<number, BulkCreation>): void {
  for (const [number, { results }] of creations) {
    if (creations.size <= CREATIONS_KEPT) return;
    if (results) creations.delete(number);
  }
}

/** The changes that lead to the store as it is: what a compacted journal holds. */
export function* asChanges(store: DiscountStore): Iterable<DiscountChange> {
  for (const discount of store.discounts.values()) yield { put: { ...discount, uses: 0 } };
  let open: { add: string[]; to: number; from: number; by: Maker } | undefined;
  const used: RedeemCode[] = [];
  for (const record of store.codes.all()) {
    const { number, code, discount, uses, by } = record;
    if (uses > 0) used.push(record);
    const follows = open?.to === discount && open.by === by && open.from + open.add.length === number;
    if (open && follows && open.add.length < 1_000) {
      open.add.push(code);
      continue;
    }
    if (open) yield open;
    open = { add: [code], to: discount, from: number, by };
  }
  if (open) yield open;
  for (const { number, uses } of used) {
    const customers = store.codes.customersOf(number);
    for (let use = 0; use < uses; use++) yield { use: number, customer: customers[use] ?? null };
  }
  // Uses of codes that were deleted since stay with their discount.
  for (const discount of store.discounts.values()) yield { put: discount };
  for (const creation of store.creations.values()) yield { creation };
  for (const job of store.jobs.values()) yield { job };
  yield { reserve: store.codes.next };
}
