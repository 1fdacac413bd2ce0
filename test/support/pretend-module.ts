import { takeExchange } from "#app/bridge/take-exchange.server.ts";
import type {
  BridgeEvent,
  BridgeResult,
  MagentoRule,
  RulesPage,
} from "#app/platforms/magento/exchange-messages.ts";
import { SHOP_REPORT } from "./magento-shop.ts";
import { REPORTED_RULE } from "./reported-rule.ts";

/**
 * A Magento module in memory, as strict as the real one: a code exists once in the installation, without regard to
 * case and trailing spaces; what an instruction did is told again when it comes again.
 */
export class PretendModule {
  rules = new Map<number, MagentoRule>();
  /** The key of a code → its rule, and whether it is ours. */
  coupons = new Map<string, { code: string; rule: number; ours: boolean; expiresAt: string | null }>();
  /** Keys of codes that were used as often as they may be. */
  usedUp = new Set<string>();
  /** What the offers of its own rules are. */
  offers = new Map<number, unknown>();
  done = new Map<string, BridgeResult>();
  /** How often an instruction was given that had been done. */
  repeats = 0;
  events: BridgeEvent[] = [];
  #results: BridgeResult[] = [];
  /** All of its rules, as it was asked to report them. */
  #reports: RulesPage[] = [];
  #groups = new Map<string, number>();
  #ruleCount = 0;

  #store: { accountId: string; storeId: string };

  constructor(store: { accountId: string; storeId: string }) {
    this.#store = store;
  }

  addRule(rule: Partial<MagentoRule> = {}): number {
    this.#ruleCount += 1;
    const id = this.#ruleCount;
    this.rules.set(id, { ...PLAIN_RULE, id, name: `Rule ${id}`, ...rule });
    return id;
  }

  /** One exchange: says what there is, does what it is told. Answers whether anything was to be done. */
  async tick(lost: { answer?: boolean } = {}): Promise<boolean> {
    const results = this.#results;
    const events = this.events;
    const answer = await takeExchange(this.#store, {
      report: { ...SHOP_REPORT, health: {} },
      results,
      events,
      rules: this.#reports.at(0) ?? null,
      instructionsMax: 8,
    });
    if (lost.answer) return true;
    this.#reports.shift();
    this.#results = results.filter(({ instruction }) => !answer.accepted.results.includes(instruction));
    this.events = events.filter(({ id }) => !answer.accepted.events.includes(id));
    for (const { id, kind, data } of answer.instructions) {
      const known = this.done.get(id);
      if (known) this.repeats += 1;
      const result = known ?? this.#do(id, kind, data as never);
      this.done.set(id, result);
      this.#results.push(result);
    }
    return answer.instructions.length > 0 || answer.more;
  }

  /** All of its rules, told as a report of one page. */
  async reportRules(generation: string): Promise<void> {
    await takeExchange(this.#store, {
      report: { ...SHOP_REPORT, health: {} },
      results: [],
      events: [],
      rules: { generation, page: 1, last: true, rules: [...this.rules.values()] },
      instructionsMax: 0,
    });
  }

  codesOf(rule: number): string[] {
    return [...this.coupons.values()].flatMap((coupon) => (coupon.rule === rule ? [coupon.code] : []));
  }

  #statusOf(rule: number): "active" | "inactive" {
    return this.rules.get(rule)?.isActive ? "active" : "inactive";
  }

  #do(instruction: string, kind: string, data: Instructed): BridgeResult {
    const done = (told: Record<string, unknown>): BridgeResult => ({
      instruction,
      outcome: "done",
      detail: null,
      data: told,
    });
    switch (kind) {
      case "codes.insert": {
        if (!this.rules.has(data.rule)) {
          return {
            instruction,
            outcome: "failed",
            detail: `There is no rule ${data.rule}.`,
            data: { reason: "rule_missing" },
          };
        }
        const taken = data.codes.filter((code) => this.coupons.has(keyOf(code)));
        for (const code of data.codes) {
          if (!this.coupons.has(keyOf(code)))
            this.coupons.set(keyOf(code), { code, rule: data.rule, ours: true, expiresAt: null });
        }
        return done({ created: data.codes.length - taken.length, taken, invalid: [] });
      }
      case "codes.delete":
        for (const code of data.codes)
          if (this.coupons.get(keyOf(code))?.ours) this.coupons.delete(keyOf(code));
        return done({ deleted: data.codes.length });
      case "codes.expire": {
        const missing = data.expiries.flatMap(({ code, expiresAt }) => {
          const coupon = this.coupons.get(keyOf(code));
          if (coupon) coupon.expiresAt = expiresAt;
          return coupon ? [] : [code];
        });
        return done({ applied: data.expiries.length - missing.length, missing });
      }
      case "codes.find": {
        if (data.codes.length > 250) throw new Error("A look takes at most 250 codes.");
        const found = data.codes.flatMap((code) => {
          const coupon = this.coupons.get(keyOf(code));
          if (!coupon) return [];
          const { rule, ours } = coupon;
          const usedUp = this.usedUp.has(keyOf(code));
          return [{ code: coupon.code, rule, ours, status: this.#statusOf(rule), usedUp }];
        });
        return done({ found });
      }
      case "rule.create": {
        const known = this.#groups.get(data.group);
        if (known !== undefined) return done({ rule: known });
        const rule = this.addRule({ name: data.name, ours: true });
        this.#groups.set(data.group, rule);
        this.offers.set(rule, data.offer);
        return done({ rule });
      }
      case "rules.report":
        this.#reports.push({ generation: instruction, page: 1, last: true, rules: [...this.rules.values()] });
        return done({});
      case "rule.update":
        this.offers.set(data.rule, data.offer);
        return done({});
      case "rule.delete":
        this.rules.delete(data.rule);
        for (const [key, coupon] of this.coupons) if (coupon.rule === data.rule) this.coupons.delete(key);
        return done({});
      default:
        return done({});
    }
  }
}

interface Instructed {
  rule: number;
  codes: string[];
  expiries: { code: string; expiresAt: string }[];
  group: string;
  name: string;
  offer: unknown;
}

function keyOf(code: string): string {
  return code.toLowerCase().trimEnd();
}

const PLAIN_RULE = { ...REPORTED_RULE, description: "", coupons: 0 } satisfies MagentoRule;
