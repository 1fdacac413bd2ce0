import type { ClaimAnswer } from "#app/claims/claim-answer.ts";
import type { ReleaseResult } from "#app/claims/release-codes.server.ts";
import type { PerContact, WhenDry } from "#app/pools/pool-view.ts";

/** A code as the model sees it. Times are in hours on a clock that stands still unless the test moves it. */
export interface ModelCode {
  code: string;
  state: "available" | "assigned" | "redeemed" | "quarantined" | "expired";
  /** Its place in the queue. Codes that came back together share one: nothing is promised of their order. */
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
  #rank = 0;

  constructor(settings: ModelSettings) {
    this.settings = settings;
  }

  clone(): PoolModel {
    const twin = new PoolModel({ ...this.settings });
    twin.now = this.now;
    twin.isArchived = this.isArchived;
    twin.codes = structuredClone(this.codes);
    twin.claims = structuredClone(this.claims);
    twin.#rank = this.#rank;
    return twin;
  }

  add(codes: readonly { code: string; expiresAt: number | null }[]): void {
    for (const { code, expiresAt } of codes) {
      this.#rank += 1;
      this.codes.set(code, {
        code,
        state: "available",
        rank: this.#rank,
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

  /** Takes an answer for what happened, or throws with what is wrong about it. */
  claim(recipients: readonly ModelRecipient[], campaign: string, answer: ModelAnswer): undefined {
    const inRequest = new Map<string, string>();
    for (const { key, contact } of recipients) {
      if ((inRequest.get(key) ?? contact) !== contact) return expectRefusal(answer, "key_reused");
      inRequest.set(key, contact);
    }
    this.sweep();
    if (this.isArchived) return expectRefusal(answer, "pool_archived");
    const isReused = recipients.some(({ key, contact }) => {
      const known = this.claims.get(key);
      return known && (known.contact !== contact || known.campaign !== campaign);
    });
    if (isReused) return expectRefusal(answer, "key_reused");
    if (typeof answer === "string") throw new Error(`refused with ${answer}`);
    if (answer.map(({ key }) => key).join() !== recipients.map(({ key }) => key).join())
      throw new Error("not one entry per recipient, in order");
    for (const [index, recipient] of recipients.entries()) {
      const given = answer[index];
      if (given) this.#one(recipient, campaign, given);
    }
  }

  #one({ key, contact }: ModelRecipient, campaign: string, given: ClaimAnswer): undefined {
    const known = this.claims.get(key);
    if (known) {
      if (known.isReleased) return expectAnswer(given, "released", null);
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
    const available = [...this.codes.values()].filter(({ state }) => state === "available");
    if (available.length === 0) {
      const { whenDry, fallbackCode } = this.settings;
      if (whenDry === "stop") return expectAnswer(given, "exhausted", null);
      remember(null, fallbackCode);
      return expectAnswer(given, "fallback", fallbackCode);
    }
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
    remember(code.code);
  }

  /** The codes that a one-per-contact pool would answer `kept` with. */
  #heldBy(contact: string, campaign: string): string[] {
    const { perContact } = this.settings;
    if (perContact === "each_message") return [];
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
        code.state = "quarantined";
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
