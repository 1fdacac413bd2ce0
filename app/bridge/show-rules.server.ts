import { database } from "#app/db/database.server.ts";
import type { DiscountSummary } from "#app/platforms/discount-platform.ts";
import type { MagentoRule } from "#app/platforms/magento/exchange-messages.ts";
import { listRules } from "#app/platforms/magento/list-rules.server.ts";
import { ruleProblems, ruleSummary } from "#app/platforms/magento/rule-summary.ts";
import { shopCalendar } from "./shop-calendar.ts";

/** A cart price rule, and whether pools can be made of it. */
export interface ShownRule {
  rule: MagentoRule;
  summary: DiscountSummary;
  /** Why it cannot be used, in words for the merchant. Empty: it can. */
  problems: string[];
}

/** Rules of ours are filled by the pools of their template alone. */
const OURS = "Coupon Pools made this rule for a template: choose that template instead.";

/** The rules of a store as last reported, by name; or one of them. */
export async function showRules(request: {
  storeId: string;
  ruleId?: number;
  now: Date;
}): Promise<ShownRule[]> {
  const { storeId, ruleId, now } = request;
  const { pool, prisma } = database();
  const store = await prisma.store.findUniqueOrThrow({ where: { id: storeId } });
  const shop = { currency: store.currency, ...shopCalendar(store.timeZone, now) };
  const rules = await listRules(pool, storeId, ruleId ?? null);
  return rules.map((rule) => ({
    rule,
    summary: ruleSummary(rule, shop),
    problems: rule.ours ? [OURS] : ruleProblems(rule, shop.today),
  }));
}
