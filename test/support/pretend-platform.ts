import type {
  BatchOutcome,
  CodeOutcome,
  CodeOwner,
  DiscountPlatform,
  DiscountSummary,
  PlatformResult,
} from "#app/platforms/discount-platform.ts";
import type { Offer } from "#app/platforms/offer.ts";

/** What may go wrong with one call. Each is the share of calls, or of codes, that it strikes. */
export interface PretendFaults {
  /** Told to come back; it did not happen. */
  later: number;
  /** The connection is cut before the work is done. */
  lostBefore: number;
  /** The connection is cut after the work was done. */
  lostAfter: number;
  /** The platform refuses a code for reasons of its own. */
  rejectedCode: number;
  /** Somebody else has a code of that name, since just before. */
  takenCode: number;
  /** A code of a batch gets no outcome. */
  forgottenCode: number;
  /** The search does not show a discount yet, or the number of a code. */
  searchBehind: number;
  /** The platform no longer knows of a batch. */
  forgottenBatch: number;
}

export const NO_FAULTS: PretendFaults = {
  later: 0,
  lostBefore: 0,
  lostAfter: 0,
  rejectedCode: 0,
  takenCode: 0,
  forgottenCode: 0,
  searchBehind: 0,
  forgottenBatch: 0,
};

export interface PretendDiscount extends DiscountSummary {
  tag: string;
  isOurs: boolean;
  /** What it does; its dates count from the discount's own. */
  offer: Offer;
}

interface HeldCode {
  code: string;
  discountId: string;
  no: number;
}

/** A platform in memory that keeps Shopify's rules: 250 codes a call, made later, unique in the store whatever their case. */
export interface PretendPlatform extends DiscountPlatform {
  faults: PretendFaults;
  readonly discounts: Map<string, PretendDiscount>;
  /** By the code in lower case. */
  readonly codes: Map<string, HeldCode>;
  /** Codes that were used as often as they may be, in lower case. */
  readonly usedUp: Set<string>;
  readonly calls: Map<string, number>;
  /** Called before and after the work of every call; a throw is the death of the calling process. */
  onStep: ((call: string, when: "before" | "after") => void) | null;
  /** Answers every call with this instead, while set. */
  outOfReach: "disconnected" | "reconnect_needed" | "scopes_missing" | "shop_frozen" | null;
  /** Refuses every create and update with this sentence, while set. */
  refusal: string | null;
  /** Makes the codes of batches that it accepted and nobody asked for, as the platform does in its own time. */
  finish(): void;
}

/** How often a batch is looked at before it is done. */
const LOOKS_MAX = 3;

export function pretendPlatform(random: () => number, now: () => Date = () => new Date()): PretendPlatform {
  const batches = new Map<
    string,
    { discountId: string; codes: string[]; looks: number; outcomes: CodeOutcome[] | null }
  >();
  let ids = 1_000;
  const nextId = () => {
    ids += 1;
    return ids;
  };
  const strikes = (share: number) => share > 0 && random() < share;

  async function call<T>(name: string, work: () => PlatformResult<T>): Promise<PlatformResult<T>> {
    await new Promise((resolve) => setImmediate(resolve));
    const { faults } = platform;
    platform.calls.set(name, (platform.calls.get(name) ?? 0) + 1);
    platform.onStep?.(name, "before");
    if (platform.outOfReach) {
      return {
        ok: false,
        failure: { kind: "unreachable", reason: platform.outOfReach, detail: "out of reach" },
      };
    }
    if (strikes(faults.later))
      return { ok: false, failure: { kind: "later", afterSeconds: 2, detail: "throttled" } };
    if (strikes(faults.lostBefore)) return { ok: false, failure: { kind: "unknown", detail: "cut before" } };
    const result = work();
    platform.onStep?.(name, "after");
    if (strikes(faults.lostAfter)) return { ok: false, failure: { kind: "unknown", detail: "cut after" } };
    return result;
  }

  const done = <T>(value: T): PlatformResult<T> => ({ ok: true, value });
  const refused = (detail: string): PlatformResult<never> => ({
    ok: false,
    failure: { kind: "refused", detail, errors: [{ field: null, message: detail }] },
  });

  function summary(discount: PretendDiscount): DiscountSummary {
    const { tag: _tag, isOurs: _isOurs, offer: _offer, ...rest } = discount;
    const isOver = rest.endsAt !== null && new Date(rest.endsAt) <= now();
    return { ...rest, status: isOver ? "expired" : rest.status };
  }

  function ownerOf(code: string): CodeOwner | null {
    const held = platform.codes.get(code.toLowerCase());
    if (!held) return null;
    const { discountId, no } = held;
    const discount = platform.discounts.get(discountId);
    return {
      discountId,
      platformNo: no,
      status: discount ? summary(discount).status : "active",
      isUsedUp: platform.usedUp.has(code.toLowerCase()),
    };
  }

  function makeCodes(discountId: string, codes: string[]): CodeOutcome[] {
    const { faults } = platform;
    const outcomes: CodeOutcome[] = [];
    for (const code of codes) {
      const key = code.toLowerCase();
      if (!platform.codes.has(key) && strikes(faults.takenCode)) {
        platform.codes.set(key, { code, discountId: "somebody-else", no: nextId() });
      }
      if (platform.codes.has(key)) outcomes.push({ code, kind: "taken" });
      else if (strikes(faults.rejectedCode))
        outcomes.push({ code, kind: "rejected", detail: "Not this one." });
      else {
        const no = nextId();
        platform.codes.set(key, { code, discountId, no });
        outcomes.push({ code, kind: "created", platformNo: no });
      }
    }
    return outcomes.filter(() => !strikes(faults.forgottenCode));
  }

  const platform: PretendPlatform = {
    faults: NO_FAULTS,
    discounts: new Map(),
    codes: new Map(),
    usedUp: new Set(),
    calls: new Map(),
    onStep: null,
    outOfReach: null,
    refusal: null,
    finish: () => {
      for (const batch of batches.values()) {
        if (platform.discounts.has(batch.discountId))
          batch.outcomes ??= makeCodes(batch.discountId, batch.codes);
      }
    },
    searchDiscounts: (search) =>
      call("searchDiscounts", () => {
        const found = [...platform.discounts.values()].filter(({ title }) => title.includes(search));
        return done({ discounts: found.map(summary), next: null });
      }),
    searchTagged: (tag) =>
      call("searchTagged", () => {
        const tagged = [...platform.discounts.values()].filter((discount) => discount.tag === tag);
        const discounts = tagged.map(summary).filter(({ status }) => status !== "expired");
        return done({ discounts, next: null });
      }),
    findDiscount: (reference) =>
      call("findDiscount", () => {
        const found = platform.discounts.get(reference);
        return done(found ? summary(found) : null);
      }),
    createDiscount: ({ title, tag, firstCode, offer, endsAt }) =>
      call("createDiscount", () => {
        if (platform.refusal) return refused(platform.refusal);
        const key = firstCode.toLowerCase();
        if (platform.codes.has(key)) return refused("The code is taken.");
        const discountId = `discount-${nextId()}`;
        platform.discounts.set(discountId, {
          id: discountId,
          title,
          tag,
          isOurs: true,
          offer,
          kind: "basic",
          value: "10% off",
          conditions: [],
          status: new Date(offer.startsAt) > now() ? "scheduled" : "active",
          startsAt: offer.startsAt,
          endsAt,
          usesPerCode: offer.usesPerCode,
          oncePerCustomer: offer.oncePerCustomer,
          codesCount: 1,
        });
        platform.codes.set(key, { code: firstCode, discountId, no: nextId() });
        return done({ discountId, codes: [firstCode] });
      }),
    findDiscountsByTitle: (title) =>
      call("findDiscountsByTitle", () => {
        if (strikes(platform.faults.searchBehind)) return done([]);
        return done([...platform.discounts.values()].filter((found) => found.title === title).map(summary));
      }),
    readOffer: ({ discountId }) =>
      call("readOffer", () => {
        const found = platform.discounts.get(discountId);
        if (!found) return done(null);
        const { offer, startsAt, endsAt } = found;
        return done({ offer: { ...offer, startsAt: startsAt ?? offer.startsAt }, unsayable: [], endsAt });
      }),
    updateDiscount: ({ discountId, title, tag, offer, endsAt }) =>
      call("updateDiscount", () => {
        if (platform.refusal) return refused(platform.refusal);
        const found = platform.discounts.get(discountId);
        if (!found) return refused("There is no such discount.");
        Object.assign(found, { title, tag, offer, startsAt: offer.startsAt, endsAt });
        return done(null);
      }),
    deleteDiscount: (discountId) =>
      call("deleteDiscount", () => {
        if (!platform.discounts.delete(discountId)) return refused("There is no such discount.");
        for (const [key, held] of platform.codes)
          if (held.discountId === discountId) platform.codes.delete(key);
        return done(null);
      }),
    submit: ({ discountId, codes }) =>
      call("submit", () => {
        if (codes.length === 0 || codes.length > 250) throw new Error("A call takes 1 to 250 codes.");
        if (new Set(codes.map((code) => code.toLowerCase())).size < codes.length)
          throw new Error("A code twice in a call.");
        if (!platform.discounts.has(discountId)) return refused("There is no such discount.");
        const platformRef = `creation-${nextId()}`;
        const looks = Math.floor(random() * LOOKS_MAX);
        batches.set(platformRef, { discountId, codes, looks, outcomes: null });
        return done({ platformRef });
      }),
    collect: (platformRef) =>
      call<BatchOutcome>("collect", () => {
        const batch = batches.get(platformRef);
        if (!batch || strikes(platform.faults.forgottenBatch)) {
          batches.delete(platformRef);
          return refused("There is no such creation.");
        }
        if (batch.looks > 0) {
          batch.looks -= 1;
          return done({ kind: "not_yet" });
        }
        batch.outcomes ??= makeCodes(batch.discountId, batch.codes);
        const { codes, outcomes } = batch;
        const created = outcomes.filter(({ kind }) => kind === "created").length;
        if (created === codes.length) return done({ kind: "all_created", codes: created });
        return done({ kind: "done", outcomes });
      }),
    findCode: (code) => call("findCode", () => done(ownerOf(code))),
    codesPerLook: 1,
    findCodes: ({ codes }) =>
      call("findCodes", () => {
        if (codes.length !== 1) throw new Error("One code at a time.");
        const owners = codes.flatMap((code) => {
          const owner = ownerOf(code);
          return owner ? [[code, owner] as const] : [];
        });
        return done({ looked: codes, owners: new Map(owners) });
      }),
    deleteCodes: ({ discountId, codes }) =>
      call("deleteCodes", () => {
        if (codes.length > 250) throw new Error("A call takes at most 250 codes.");
        const left: string[] = [];
        for (const { code, platformNo } of codes) {
          const key = code.toLowerCase();
          const held = platform.codes.get(key);
          if (held?.discountId !== discountId) continue;
          if (platformNo === null && strikes(platform.faults.searchBehind)) left.push(code);
          else if ((platformNo ?? held.no) === held.no) platform.codes.delete(key);
          else throw new Error(`${code} has another number.`);
        }
        return done({ left });
      }),
    listSegments: () => call("listSegments", () => done([])),
  };
  return platform;
}
