import type { ClaimAnswer } from "#app/claims/claim-answer.ts";
import type { ReleaseResult } from "#app/claims/release-codes.server.ts";
import type { PerContact, PoolType, UnavailableReason, WhenDry } from "#app/pools/pool-view.ts";
import { PreparationsModel, type Stock } from "./preparations-model.ts";

/** A code as the model sees it. Times are in hours on a clock that stands still unless the test moves it. */
export interface ModelCode {
  code: string;
  state: "pending" | "rejected" | "available" | "assigned" | "redeemed" | "quarantined" | "expired" | "void";
  /**
   * Its place in the queue. Codes that came back together share one: nothing is promised of their order. Codes of
   * a dynamic pool that end on an earlier day stand before others.
   */
  rank: number;
  expiresAt: number | null;
  assignedAt: number;
  returnsAt: number;
}

interface ModelClaim {
  contact: string;
  campaign: string;
  /** Null for a fixed code. */
  code: string | null;
  fallback: string | null;
  isReleased: boolean;
}

export interface ModelSettings {
  type: PoolType;
  /** Null, null, false and 0 for a static pool. */
  limit: number | null;
  unavailableReason: UnavailableReason | null;
  notReadyFallback: boolean;
  bufferBase: number;
  perContact: PerContact;
  whenDry: WhenDry;
  fallbackCode: string;
  minValidityHours: number;
  releaseAllowed: boolean;
  releaseWindowHours: number;
  releaseQuarantineHours: number;
}

export interface ModelRecipient {
  key: string;
  contact: string;
}

/** Recipients of a request, or of all requests at one moment, that were left without a code. */
class LeftOut {
  readonly campaigns = new Map<string, number>();
  beyond = 0;
}

/** What a pool answered: the claims, or the code of a refusal. */
export type ModelAnswer = ClaimAnswer[] | string;

/**
 * The rules of the public contract for one pool, one request after the other, in a few plain loops. It does not
 * foretell an answer but says whether it is right, since the contract leaves some choices free.
 */
export class PoolModel {
  now = 0;
  settings: ModelSettings;
  isArchived = false;
  codes = new Map<string, ModelCode>();
  claims = new Map<string, ModelClaim>();
  preparations: PreparationsModel;
  #rank = 0;
  /** Of the requests that came at the same moment: which of them shared a fold is not known. */
  #leftOut = new LeftOut();
  /** What the first key of a contact was told at this moment. */
  #leaders = new Map<string, string>();
  /** Keys that got the fixed code at this moment. */
  #fallenBack = new Set<string>();
  /** Keys that were used for two messages at the same moment. */
  #contested = new Set<string>();
  /** Keys of several requests at the same moment: one may be answered before another's time to wait was over. */
  #shared = new Set<string>();

  constructor(settings: ModelSettings) {
    this.settings = settings;
    this.preparations = new PreparationsModel(settings.bufferBase);
  }

  clone(): PoolModel {
    const twin = new PoolModel({ ...this.settings });
    twin.now = this.now;
    twin.isArchived = this.isArchived;
    twin.codes = structuredClone(this.codes);
    twin.claims = structuredClone(this.claims);
    twin.preparations = this.preparations.clone();
    twin.#rank = this.#rank;
    return twin;
  }

  /** `day`: of the end, where codes that end sooner come first. */
  add(
    codes: readonly { code: string; expiresAt: number | null; state?: ModelCode["state"]; day?: number }[],
  ): void {
    for (const { code, expiresAt, state = "available", day = 0 } of codes) {
      this.#rank += 1;
      this.codes.set(code, {
        code,
        state,
        rank: day * 1_000_000 + this.#rank,
        expiresAt,
        assignedAt: 0,
        returnsAt: 0,
      });
    }
  }

  /** Drops what expires too soon and returns what waited long enough. */
  sweep(): void {
    this.#rank += 1;
    for (const code of this.codes.values()) {
      const isOver = code.expiresAt !== null && code.expiresAt <= this.now + this.settings.minValidityHours;
      if (code.state === "quarantined" && code.returnsAt <= this.now) {
        code.state = isOver ? "expired" : "available";
        code.rank = this.#rank;
      } else if (code.state === "available" && isOver) {
        code.state = "expired";
      }
    }
  }

  count(...states: ModelCode["state"][]): number {
    return [...this.codes.values()].filter(({ state }) => states.includes(state)).length;
  }

  /** The codes that the limit leaves; those that there are, for a static pool. */
  #room(): number {
    const { type, limit } = this.settings;
    if (type === "static") return this.count("available");
    return limit === null
      ? Number.POSITIVE_INFINITY
      : Math.max(0, limit - this.count("assigned", "redeemed"));
  }

  #stock(room: number): Stock {
    const confirmed = this.codes.size - this.count("pending", "rejected");
    return { now: this.now, available: this.count("available"), confirmed, room };
  }

  share(campaign: string) {
    return this.preparations.share(campaign, this.#stock(this.#room()));
  }

  prepare(preparation: { id: string; campaign: string; quantity: number; by: number }): string {
    if (this.isArchived) return "pool_archived";
    if (this.settings.unavailableReason) return "pool_unavailable";
    const isLimited = this.settings.type === "dynamic" && this.settings.limit !== null;
    const most = isLimited ? this.#room() : Number.POSITIVE_INFINITY;
    return this.preparations.prepare(preparation, this.#stock(this.#room()), most);
  }

  /** Requests come at one moment: what follows is some order of them. */
  beginMoment(requests: readonly { recipients: readonly ModelRecipient[]; campaign: string }[]): void {
    this.#leftOut = new LeftOut();
    this.#leaders = new Map();
    this.#fallenBack = new Set();
    this.#contested = new Set();
    this.#shared = new Set();
    const messages = new Map<string, string>();
    for (const { recipients, campaign } of requests) {
      for (const key of new Set(recipients.map(({ key }) => key)))
        if (messages.has(key)) this.#shared.add(key);
      for (const { key, contact } of recipients) {
        const message = `${contact} ${campaign}`;
        if ((messages.get(key) ?? message) !== message) this.#contested.add(key);
        messages.set(key, message);
      }
    }
  }

  /** Takes an answer for what happened, or throws with what is wrong about it. */
  claim(recipients: readonly ModelRecipient[], campaign: string, answer: ModelAnswer): undefined {
    const inRequest = new Map<string, string>();
    for (const { key, contact } of recipients) {
      if ((inRequest.get(key) ?? contact) !== contact) return expectRefusal(answer, "key_reused");
      inRequest.set(key, contact);
    }
    this.sweep();
    if (this.isArchived) return expectRefusal(answer, "pool_archived");
    if (this.settings.unavailableReason && this.settings.whenDry === "stop")
      return expectRefusal(answer, "pool_unavailable");
    if (!this.settings.unavailableReason) this.preparations.deal(this.#stock(this.#room()));
    const reused = recipients.filter(({ key, contact }) => this.#isReused(key, contact, campaign));
    if (reused.length > 0 && answer === "key_reused") return;
    if (reused.some(({ key }) => !this.#wasWaiting(key))) return expectRefusal(answer, "key_reused");
    const isNobodyReady = answer === "codes_not_ready";
    if (
      !isNobodyReady &&
      typeof answer !== "string" &&
      answer.every(({ outcome }) => outcome === "not_ready")
    )
      throw new Error("nobody is ready, and it is no refusal");
    const given = isNobodyReady ? recipients.map(({ key }) => notReady(key)) : answer;
    if (typeof given === "string") throw new Error(`refused with ${given}`);
    if (given.map(({ key }) => key).join() !== recipients.map(({ key }) => key).join())
      throw new Error("not one entry per recipient, in order");
    const leftOut = new LeftOut();
    const leaders = new Map<string, ClaimAnswer>();
    for (const [index, recipient] of recipients.entries()) {
      const one = given[index];
      if (one) this.#one(recipient, campaign, one, leftOut, leaders);
    }
  }

  #one(
    { key, contact }: ModelRecipient,
    campaign: string,
    given: ClaimAnswer,
    leftOut: LeftOut,
    leaders: Map<string, ClaimAnswer>,
  ): undefined {
    const known = this.claims.get(key);
    if (this.#isReused(key, contact, campaign)) {
      if (!["not_ready", "exhausted"].includes(given.outcome))
        throw new Error(`${key}: ${said(given)}, is reused`);
      return;
    }
    if (known) {
      if (known.isReleased) return expectAnswer(given, "released", null);
      const isEarlier = this.settings.notReadyFallback && this.#shared.has(key) && given.code === null;
      if (known.code === null && isEarlier && ["not_ready", "exhausted"].includes(given.outcome)) return;
      if (known.code === null) return expectAnswer(given, "fallback", known.fallback);
      return expectAnswer(given, "repeated", known.code);
    }
    const remember = (code: string | null, fallback: string | null = null) =>
      this.claims.set(key, { contact, campaign, code, fallback, isReleased: false });
    const held = this.#heldBy(contact, campaign);
    if (held.length > 0) {
      if (given.outcome !== "kept" || !held.includes(given.code))
        throw new Error(`${key}: ${said(given)}, holds ${held}`);
      remember(given.code);
      return;
    }
    const { ready, open, free, room } = this.share(campaign);
    const isFree = free > 0 && (open > 0 || room > 0);
    const mayTake = this.settings.unavailableReason === null && (ready > 0 || isFree);
    if (!mayTake) {
      // A key again shares the first one's lot; in a one-per-contact pool all keys of a contact do.
      const lot = this.settings.perContact === "each_message" ? `key ${key}` : `contact ${contact}`;
      const leader = leaders.get(lot);
      // So do keys of other requests, if they shared the fold.
      const shared = this.settings.perContact === "per_campaign" ? `${lot} ${campaign}` : lot;
      const isLedByOther = !leader && this.#leaders.get(shared) === given.outcome;
      const outcomes = leader
        ? [leader.outcome]
        : this.#lots(key, campaign, isLedByOther ? new LeftOut() : leftOut);
      if (!isLedByOther && !outcomes.includes(given.outcome))
        throw new Error(`${key}: ${said(given)} instead of ${outcomes}`);
      if (!leader) leaders.set(lot, given);
      if (this.settings.perContact !== "each_message") this.#leaders.set(shared, given.outcome);
      const fallback = given.outcome === "fallback" ? this.settings.fallbackCode : null;
      if (fallback) {
        remember(null, fallback);
        this.#fallenBack.add(key);
      }
      return expectAnswer(given, given.outcome, fallback);
    }
    const available = [...this.codes.values()].filter(({ state }) => state === "available");
    const first = Math.min(...available.map(({ rank }) => rank));
    const code = available.find((candidate) => candidate.code === given.code);
    if (given.outcome !== "assigned" || code?.rank !== first)
      throw new Error(
        `${key}: ${said(given)}, next is ${available.find(({ rank }) => rank === first)?.code}`,
      );
    if ((given.expiresAt === null) !== (code.expiresAt === null))
      throw new Error(`${key}: another expiry than ${code.expiresAt}`);
    code.state = "assigned";
    code.assignedAt = this.now;
    this.preparations.count(campaign, this.now);
    remember(code.code);
  }

  #isReused(key: string, contact: string, campaign: string): boolean {
    const known = this.claims.get(key);
    return known !== undefined && (known.contact !== contact || known.campaign !== campaign);
  }

  /** A key used for two messages at one moment, while both waited: the one is told that it is not ready. */
  #wasWaiting(key: string): boolean {
    return this.settings.notReadyFallback && this.#contested.has(key) && this.#fallenBack.has(key);
  }

  /** What somebody without a code may be told; several, where it depends on who else was in the fold. */
  #lots(key: string, campaign: string, ofRequest: LeftOut): string[] {
    const { type, whenDry, notReadyFallback, unavailableReason } = this.settings;
    const { open, room } = this.share(campaign);
    const isDry = (before: LeftOut) => {
      const own = before.campaigns.get(campaign) ?? 0;
      before.campaigns.set(campaign, own + 1);
      if (type === "static" || unavailableReason) return true;
      if (own < open) return false;
      before.beyond += 1;
      return before.beyond > room;
    };
    const lots: string[] = [];
    if (isDry(this.#leftOut)) lots.push(whenDry === "stop" ? "exhausted" : "fallback");
    if (!isDry(ofRequest)) {
      lots.push(notReadyFallback ? "fallback" : "not_ready");
      if (this.#contested.has(key)) lots.push("not_ready");
    }
    return lots;
  }

  /** The codes that a one-per-contact pool would answer `kept` with. */
  #heldBy(contact: string, campaign: string): string[] {
    const { perContact, unavailableReason } = this.settings;
    if (perContact === "each_message" || unavailableReason?.startsWith("discount_")) return [];
    return [...this.claims.values()].flatMap((claim) => {
      const isTheirs =
        claim.contact === contact && (perContact === "for_good" || claim.campaign === campaign);
      const code = claim.code === null ? undefined : this.codes.get(claim.code);
      if (!isTheirs || claim.isReleased || code?.state !== "assigned") return [];
      return code.expiresAt === null || code.expiresAt > this.now ? [code.code] : [];
    });
  }

  /** The right results for a release of these keys; makes it so. */
  release(keys: readonly string[]): ReleaseResult[] | string {
    if (!this.settings.releaseAllowed) return "release_not_allowed";
    const results = new Map<string, ReleaseResult>();
    for (const key of new Set(keys)) results.set(key, this.#judge(key));
    const released = [...results].filter(([, result]) => result === "released").map(([key]) => key);
    for (const key of released) {
      const claim = this.claims.get(key);
      if (claim) claim.isReleased = true;
    }
    for (const key of released) {
      const code = this.codes.get(this.claims.get(key)?.code ?? "");
      if (!code) continue;
      const isHeld = [...this.claims.values()].some((claim) => claim.code === code.code && !claim.isReleased);
      if (isHeld) results.set(key, "held_by_another_key");
      else {
        code.state = this.settings.type === "static" ? "quarantined" : "void";
        code.returnsAt = this.now + this.settings.releaseQuarantineHours;
      }
    }
    return keys.map((key, index) => {
      const result = results.get(key) ?? "unknown";
      const isFirst = keys.indexOf(key) === index;
      return !isFirst && released.includes(key) ? "already_released" : result;
    });
  }

  #judge(key: string): ReleaseResult {
    const claim = this.claims.get(key);
    if (!claim) return "unknown";
    if (claim.isReleased) return "already_released";
    const code = claim.code === null ? undefined : this.codes.get(claim.code);
    if (!code) return "nothing_to_release";
    if (code.state === "redeemed") return "redeemed";
    return this.now - code.assignedAt >= this.settings.releaseWindowHours ? "too_late" : "released";
  }
}

function notReady(key: string): ClaimAnswer {
  return { key, outcome: "not_ready", code: null, assignedAt: null, expiresAt: null };
}

function expectRefusal(answer: ModelAnswer, code: string): undefined {
  if (answer !== code) throw new Error(`not refused with ${code} but ${JSON.stringify(answer)}`);
}

function expectAnswer(given: ClaimAnswer, outcome: string, code: string | null): undefined {
  if (given.outcome !== outcome || given.code !== code)
    throw new Error(`${given.key}: ${said(given)} instead of ${outcome} ${code}`);
}

function said(given: ClaimAnswer): string {
  return `${given.outcome} ${given.code}`;
}
