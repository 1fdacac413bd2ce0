import { createHash } from "node:crypto";
import { database } from "#app/db/database.server.ts";
import type { CodeOutcome, DiscountPlatform, PlatformFailure } from "../discount-platform.ts";
import { RESULT_DATA } from "./exchange-messages.ts";
import { type Instruction, latestInstruction } from "./find-instruction.server.ts";
import { instruct } from "./instruct.server.ts";
import { changingRule, makingCodes, makingRule } from "./purposes.ts";
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
    createDiscount: async ({ groupId, offerVersion, title, offer, endsAt }) => {
      const purpose = makingRule(groupId, offerVersion);
      const earlier = await latestInstruction(pool, storeId, purpose);
      if (earlier?.state === "done") {
        const { rule } = RESULT_DATA["rule.create"].parse(earlier.result);
        return { ok: true, value: { discountId: String(rule), codes: [] } };
      }
      if (earlier?.state === "failed" && !isLongAgo(earlier)) return refused(earlier);
      const data = ruleToWrite({ groupId, title, offer, endsAt }, store.calendar);
      await instruct(pool, { storeId, kind: "rule.create", purpose, data });
      return waiting(WAITS);
    },
    updateDiscount: async ({ discountId, templateId, groupId, offerVersion, title, offer, endsAt }) => {
      const purpose = changingRule(templateId, groupId, offerVersion);
      const earlier = await latestInstruction(pool, storeId, purpose);
      if (earlier?.state === "done") return { ok: true, value: null };
      if (earlier?.state === "failed" && !isLongAgo(earlier)) return refused(earlier);
      const rule = Number(discountId);
      const data = { rule, ...ruleToWrite({ groupId, title, offer, endsAt }, store.calendar) };
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
    // Every code of ours there was told of by a result; more is known of none.
    findCode: async () => ({
      ok: false,
      failure: { kind: "refused", detail: "Magento is not asked for single codes.", errors: [] },
    }),
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

function isLongAgo({ endedAt }: Instruction): boolean {
  return endedAt !== null && endedAt.getTime() < Date.now() - REFUSED_AGAIN_MINUTES * 60_000;
}

/** Codes taken are somebody else's: the module tells its own from an earlier try apart. */
function outcomes({ data, result }: Instruction & { data: { codes: string[] } }) {
  const { created, taken, invalid } = RESULT_DATA["codes.insert"].parse(result);
  if (created === data.codes.length && taken.length + invalid.length === 0) {
    return { kind: "all_created" as const, codes: created };
  }
  const others = new Map<string, string>([
    ...taken.map((code) => [code, "Another rule of the shop has this code."] as const),
    ...invalid.map((code) => [code, "Magento takes no such code."] as const),
  ]);
  return {
    kind: "done" as const,
    outcomes: data.codes.map((code): CodeOutcome => {
      const detail = others.get(code);
      return detail === undefined
        ? { code, kind: "created", platformNo: null }
        : { code, kind: "rejected", detail };
    }),
  };
}
