import { database } from "#app/db/database.server.ts";
import type { DiscountSummary } from "../discount-platform.ts";
import type { MagentoRule } from "./exchange-messages.ts";
import { URGENCY } from "./instruct.server.ts";
import { ruleSummary } from "./rule-summary.ts";
import type { ShopCalendar } from "./shop-calendar.ts";

const RULES_SHOWN_MAX = 50;

/** What the adapter knows of the store that it speaks for. */
export interface MagentoStore {
  storeId: string;
  calendar: ShopCalendar;
  /** ISO 4217. */
  currency: string | null;
}

/** A store's rules whose name has the words in it, as last reported. */
export async function searchRules(store: MagentoStore, search: string): Promise<DiscountSummary[]> {
  const { rows } = await database().pool.query<{ data: MagentoRule }>(
    `select data from magento_rules
     where store_id = $1 and position(lower($2) in lower(data ->> 'name')) > 0
     order by data ->> 'name', rule_id limit $3`,
    [store.storeId, search.trim(), RULES_SHOWN_MAX],
  );
  return rows.map(({ data }) => ruleSummary(data, { currency: store.currency, ...store.calendar }));
}

/** A rule by its number, as last reported. Null: the store has told of none. */
export async function findRule(store: MagentoStore, reference: string): Promise<DiscountSummary | null> {
  if (!/^\d{1,9}$/.test(reference)) return null;
  const { rows } = await database().pool.query<{ data: MagentoRule }>(
    "select data from magento_rules where store_id = $1 and rule_id = $2",
    [store.storeId, Number(reference)],
  );
  return rows[0] ? ruleSummary(rows[0].data, { currency: store.currency, ...store.calendar }) : null;
}

/**
 * Whether a rule was made by us after the store last reported all of its rules, and was not told to be deleted since.
 * A busy store has half a million instructions, nearly all of them ends of codes: those of rules have an urgency of
 * their own. Index: bridge_instructions_store_id_state_urgency_created_at_idx.
 */
export async function isRuleUnheardOf(storeId: string, reference: string): Promise<boolean> {
  const { rows } = await database().pool.query<{ isUnheardOf: boolean }>(
    `select exists (
       select 1 from bridge_instructions i join stores s on s.id = i.store_id
       where i.store_id = $1 and i.state = 'done' and i.urgency = $3 and i.kind = 'rule.create'
         and i.result ->> 'rule' = $2 and not i.result ? 'isGone'
         and (s.rules_reported_at is null or s.rules_reported_at < i.ended_at)) as "isUnheardOf"`,
    [storeId, reference, URGENCY["rule.create"]],
  );
  return rows[0]?.isUnheardOf ?? false;
}
