import { createHash } from "node:crypto";
import { database } from "#app/db/database.server.ts";
import type {
  CodeOutcome,
  CodeOwner,
  CodesFound,
  DiscountPlatform,
  PlatformFailure,
} from "../discount-platform.ts";
import { FIND_DATA, INSTRUCTION_FINDS_MAX, RESULT_DATA, RULE_DATA } from "./exchange-messages.ts";
import { type Instruction, latestInstruction } from "./find-instruction.server.ts";
import { instruct } from "./instruct.server.ts";
import { changingRule, findingCodes, makingCodes, makingRule } from "./purposes.ts";
import { findRule, isRuleUnheardOf, type MagentoStore, searchRules } from "./read-rules.server.ts";
import { ruleToWrite } from "./rule-to-write.ts";

/** Minutes after which a rule that the module refused to make is asked for again. */
const REFUSED_AGAIN_MINUTES = 30;

type Failed = { ok: false; failure: PlatformFailure };
const waiting = (detail: string): Failed => ({ ok: false, failure: { kind: "waiting", detail } });
const refused = ({ detail }: Instruction): Failed => ({
  ok: false,
  failure: { kind: "refused", detail: detail ?? "Magento gave no reason.", errors: [] },
});
const WAITS = "The shop is told with its next exchange.";

/**
 * A Magento store, which nobody calls: what is to be done is written down for its next exchange, and asked for again
 * when the result is there. What the store has is known from its reports.
 */
export function magentoDiscountPlatform(store: MagentoStore): DiscountPlatform {
  const { storeId } = store;
  const { pool } = database();
  return {
    searchDiscounts: async (search) => ({
      ok: true,
      value: { discounts: await searchRules(store, search), next: null },
    }),
    searchTagged: async () => ({ ok: true, value: { discounts: [], next: null } }),
    findDiscount: async (reference) => {
      const found = await findRule(store, reference);
      // A rule of ours that no report has named yet is not one that was deleted.
      if (!found && (await isRuleUnheardOf(storeId, reference))) return waiting(WAITS);
      return { ok: true, value: found };
    },
    // The module reports a rule's state and dates, and the rest in words alone: there is no offer to compare.
    readOffer: async () => ({ ok: true, value: null }),
    // Asking twice for the rule of a group makes it once.
    findDiscountsByTitle: async () => ({ ok: true, value: [] }),
    // A group has one rule: made of the offer as it was when it was first asked for, it is then brought up to the edits.
    createDiscount: async ({ groupId, offerVersion, title, offer, endsAt }) => {
      const purpose = makingRule(groupId);
      const earlier = await latestInstruction(pool, storeId, purpose);
      if (earlier?.state === "done") {
        const { rule } = RESULT_DATA["rule.create"].parse(earlier.result);
        const made = { discountId: String(rule), codes: [], offerVersion: versionOf(earlier) };
        return { ok: true, value: made };
      }
      if (isRefused(earlier, offerVersion)) return refused(earlier);
      const data = ruleToWrite({ groupId, title, offer, offerVersion, endsAt }, store.calendar);
      await instruct(pool, { storeId, kind: "rule.create", purpose, data });
      return waiting(WAITS);
    },
    updateDiscount: async ({ discountId, templateId, groupId, offerVersion, title, offer, endsAt }) => {
      const purpose = changingRule(templateId, groupId);
      const earlier = await latestInstruction(pool, storeId, purpose);
      if (earlier?.state === "done" && versionOf(earlier) === offerVersion) return { ok: true, value: null };
      if (isRefused(earlier, offerVersion)) return refused(earlier);
      const rule = Number(discountId);
      const data = { rule, ...ruleToWrite({ groupId, title, offer, offerVersion, endsAt }, store.calendar) };
      await instruct(pool, { storeId, kind: "rule.update", purpose, data });
      return waiting(WAITS);
    },
    // Durable once it is written down: it is given until the module has done it.
    deleteDiscount: async (discountId) => {
      const rule = Number(discountId);
      await instruct(pool, { storeId, kind: "rule.delete", purpose: `gone:${rule}`, data: { rule } });
      return { ok: true, value: null };
    },
    submit: async ({ purpose, discountId, codes }) => {
      const data = { rule: Number(discountId), codes };
      const instruction = { storeId, kind: "codes.insert", purpose: makingCodes(purpose), data } as const;
      return { ok: true, value: { platformRef: await instruct(pool, instruction) } };
    },
    collect: async (platformRef) => {
      const { rows } = await pool.query<Instruction & { data: { codes: string[] } }>(
        "select state, data, result, detail from bridge_instructions where id = $1 and store_id = $2",
        [platformRef, storeId],
      );
      const [instruction] = rows;
      if (!instruction || instruction.state === "dropped") {
        return { ok: false, failure: { kind: "refused", detail: "It was forgotten.", errors: [] } };
      }
      if (instruction.state === "failed") return refused(instruction);
      if (instruction.state !== "done") return waiting(WAITS);
      return { ok: true, value: outcomes(instruction) };
    },
    // A single code is not worth an exchange: every code of ours there was told of by a result.
    findCode: async () => ({
      ok: false,
      failure: { kind: "refused", detail: "Magento is not asked for single codes.", errors: [] },
    }),
    codesPerLook: INSTRUCTION_FINDS_MAX,
    findCodes: async ({ purpose: look, codes, notBefore }) => {
      const purpose = findingCodes(look);
      const earlier = await latestInstruction(pool, storeId, purpose);
      const isGood = earlier && earlier.createdAt >= notBefore;
      if (isGood && earlier.state === "done") return { ok: true, value: codesFound(earlier) };
      if (isGood && earlier.state === "failed") return refused(earlier);
      await instruct(pool, { storeId, kind: "codes.find", purpose, data: { codes: [...codes] } });
      return waiting(WAITS);
    },
    deleteCodes: async ({ codes }) => {
      const names = codes.map(({ code }) => code);
      const digest = createHash("sha256").update(JSON.stringify(names)).digest("hex").slice(0, 32);
      const data = { codes: names };
      await instruct(pool, { storeId, kind: "codes.delete", purpose: `delete:${digest}`, data });
      return { ok: true, value: { left: [] } };
    },
    listSegments: async () => ({ ok: true, value: [] }),
  };
}

function versionOf({ data }: Instruction): number {
  return RULE_DATA.parse(data).offerVersion;
}

/** Whether the shop has just refused this very edit. */
function isRefused(earlier: Instruction | undefined, offerVersion: number): earlier is Instruction {
  return earlier?.state === "failed" && versionOf(earlier) === offerVersion && !isLongAgo(earlier);
}

function isLongAgo({ endedAt }: Instruction): boolean {
  return endedAt !== null && endedAt.getTime() < Date.now() - REFUSED_AGAIN_MINUTES * 60_000;
}

/** The shop compares codes without regard to case: what it found is told of the code that was asked for. */
function codesFound({ data, result }: Instruction): CodesFound {
  const looked = FIND_DATA.parse(data).codes;
  const { found } = RESULT_DATA["codes.find"].parse(result);
  const byKey = new Map(found.map((coupon) => [coupon.code.toUpperCase(), coupon]));
  const owners = new Map<string, CodeOwner>();
  for (const code of looked) {
    const coupon = byKey.get(code.toUpperCase());
    if (!coupon) continue;
    const { rule, status, usedUp } = coupon;
    // Magento has no word for a rule that is switched off: no code of it works, as of one that has ended.
    const ofDiscount = status === "inactive" ? "expired" : status;
    owners.set(code, { discountId: String(rule), platformNo: null, status: ofDiscount, isUsedUp: usedUp });
  }
  return { looked, owners };
}

/** Codes taken are somebody else's: the module tells its own from an earlier try apart. */
function outcomes({ data, result }: Instruction & { data: { codes: string[] } }) {
  const { created, taken, invalid } = RESULT_DATA["codes.insert"].parse(result);
  if (created === data.codes.length && taken.length + invalid.length === 0) {
    return { kind: "all_created" as const, codes: created };
  }
  const elsewhere = new Set(taken);
  const rejected = new Set(invalid);
  return {
    kind: "done" as const,
    outcomes: data.codes.map((code): CodeOutcome => {
      if (elsewhere.has(code)) return { code, kind: "elsewhere" };
      if (rejected.has(code)) return { code, kind: "rejected", detail: "Magento takes no such code." };
      return { code, kind: "created", platformNo: null };
    }),
  };
}
