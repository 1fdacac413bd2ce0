import type { Offer } from "./offer.ts";
import type { OfferPart } from "./offer-parts.ts";

// What a platform must do for dynamic pools. Shopify is called; Magento calls us, so its `submit` writes an
// instruction and its outcomes arrive by the exchange. No method is called inside a database transaction.

/** Why a call did not work, as far as the caller has to know. */
export type PlatformFailure =
  /** Ask again after this many seconds: throttled, overloaded, an outage. It did not happen. */
  | { kind: "later"; afterSeconds: number; detail: string }
  /** A time-out or a cut connection: it may have happened. */
  | { kind: "unknown"; detail: string }
  /** The platform calls us: it hears of it with its next exchange, and whoever waits for the answer is woken then. */
  | { kind: "waiting"; detail: string }
  /** The store is out of reach until somebody acts. */
  | {
      kind: "unreachable";
      reason: "disconnected" | "reconnect_needed" | "scopes_missing" | "shop_frozen";
      detail: string;
    }
  /** The platform understood and refused; the sentence is for the merchant. */
  | { kind: "refused"; detail: string; errors: { field: string | null; message: string }[] };

export type PlatformResult<T> = { ok: true; value: T } | { ok: false; failure: PlatformFailure };

/** A discount as the platform has it. */
export interface DiscountSummary {
  id: string;
  title: string;
  kind: "basic" | "buy_x_get_y" | "free_shipping" | "app";
  /** One sentence: "20% off entire order". */
  value: string;
  /** Further sentences: minimum, customers, combinations. */
  conditions: string[];
  status: "active" | "scheduled" | "expired";
  /** Null: it has no beginning. */
  startsAt: string | null;
  endsAt: string | null;
  /** Uses of one code; null: no limit. */
  usesPerCode: number | null;
  oncePerCustomer: boolean;
  codesCount: number | null;
}

/** A discount of ours as somebody may have changed it. */
export interface FoundOffer {
  /** As an offer can say it; `unsayable` parts are those of the offer that was expected. */
  offer: Offer;
  /** Parts that the platform has and no offer of ours can express. */
  unsayable: OfferPart[];
  endsAt: string | null;
}

/** What became of one code of a batch. */
export type CodeOutcome =
  /** The platform's number of it; null: not told. */
  | { code: string; kind: "created"; platformNo: number | null }
  /** It exists already: ours from an earlier try, or somebody else's; `findCodes` tells. */
  | { code: string; kind: "taken" }
  /** It exists already under another discount. */
  | { code: string; kind: "elsewhere" }
  | { code: string; kind: "rejected"; detail: string };

/** What became of a batch. */
export type BatchOutcome =
  /** The platform still works on it. */
  | { kind: "not_yet" }
  /** Every code that was sent is created, said by their count alone: no code was read. */
  | { kind: "all_created"; codes: number }
  | { kind: "done"; outcomes: CodeOutcome[] };

/** A code that the platform holds, as far as it is needed to name it there. */
export interface HeldCode {
  code: string;
  /** The platform's number of it; null: nobody has asked. */
  platformNo: number | null;
  /** What `submit` answered for the batch that it was last sent with; the platform may have forgotten it. */
  platformRef: string | null;
}

/** Whose a code is in the shop. */
export interface CodeOwner {
  discountId: string;
  platformNo: number | null;
  /** Of the discount. */
  status: DiscountSummary["status"];
  /** It was used as often as its discount allows one code, as far as the platform has counted. */
  isUsedUp: boolean;
}

/** What a look at some codes found. */
export interface CodesFound {
  /** The codes that were looked up. */
  looked: readonly string[];
  /** By the code as it was looked up; one that is not here is nobody's. */
  owners: ReadonlyMap<string, CodeOwner>;
}

export interface DiscountPlatform {
  /** The store's discounts with codes, by part of their title. */
  searchDiscounts(
    search: string,
    after: string | null,
  ): Promise<PlatformResult<{ discounts: DiscountSummary[]; next: string | null }>>;
  /** The store's discounts with codes that carry a tag and have not ended, newest first. */
  searchTagged(
    tag: string,
    after: string | null,
  ): Promise<PlatformResult<{ discounts: DiscountSummary[]; next: string | null }>>;
  /** By the platform's id, the number in its address, the address itself, or one of its codes. Null: there is none. */
  findDiscount(reference: string): Promise<PlatformResult<DiscountSummary | null>>;
  /**
   * What a discount that we made is now, to be compared with the offer that it was made of. Null: there is none, or
   * the platform does not tell.
   */
  readOffer(request: { discountId: string; expected: Offer }): Promise<PlatformResult<FoundOffer | null>>;
  /**
   * Creates the discount of a group with one code of its own, and says which codes exist with it now. `title` makes
   * a lost answer findable: look before creating again. `offerVersion`, where it is told: the edit of the offer that
   * it was made of, an earlier one than was asked for now.
   */
  createDiscount(request: {
    /** The group of codes that it is for, and which edit of the offer it carries. */
    groupId: string;
    offerVersion: number;
    title: string;
    tag: string;
    firstCode: string;
    offer: Offer;
    endsAt: string | null;
  }): Promise<PlatformResult<{ discountId: string; codes: string[]; offerVersion?: number }>>;
  /** The discounts that carry exactly this title: what a create whose answer was lost has left. */
  findDiscountsByTitle(title: string): Promise<PlatformResult<DiscountSummary[]>>;
  updateDiscount(request: {
    discountId: string;
    templateId: string;
    groupId: string;
    offerVersion: number;
    title: string;
    tag: string;
    offer: Offer;
    endsAt: string | null;
  }): Promise<PlatformResult<null>>;
  deleteDiscount(discountId: string): Promise<PlatformResult<null>>;
  /**
   * Sends at most as many codes as the platform takes at a time. `purpose` names whom they are for, and is another
   * one for other codes; what is answered is for `collect`.
   */
  submit(request: {
    purpose: string;
    discountId: string;
    codes: string[];
  }): Promise<PlatformResult<{ platformRef: string }>>;
  /** What became of them. The codes are read one by one only when there is more to say than that all were created. */
  collect(platformRef: string): Promise<PlatformResult<BatchOutcome>>;
  /** Whose code it is, without regard to case. Null: nobody's. A platform that calls us refuses: it is asked for many. */
  findCode(code: string): Promise<PlatformResult<CodeOwner | null>>;
  /** Most codes that `findCodes` takes at a time. */
  readonly codesPerLook: number;
  /**
   * Whose codes are, for a look at some of them. A platform that calls us answers with its next exchange: who asks
   * again for the same `purpose` is told what was found of the codes that were asked for then, which may be others, if
   * that was not before `notBefore`.
   */
  findCodes(look: {
    purpose: string;
    codes: readonly string[];
    notBefore: Date;
  }): Promise<PlatformResult<CodesFound>>;
  /**
   * Takes codes out of a discount, at most 250. Those that are gone already, or were never there, count as deleted.
   * `left`: codes that are there and cannot be named for now, since the platform's search is behind.
   */
  deleteCodes(request: {
    discountId: string;
    codes: readonly HeldCode[];
  }): Promise<PlatformResult<{ left: string[] }>>;
  listSegments(search: string): Promise<PlatformResult<{ id: string; name: string }[]>>;
}
