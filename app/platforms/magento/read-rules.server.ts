import { dateAt, endOfDay, instantOf } from "#app/codes/zoned-time.ts";
import { database } from "#app/db/database.server.ts";
import type { DiscountSummary } from "../discount-platform.ts";
import type { MagentoRule } from "./exchange-messages.ts";
import { ruleSummary } from "./rule-summary.ts";

const RULES_SHOWN_MAX = 50;

interface Store {
  storeId: string;
  timeZone: string;
  currency: string | null;
}

/** A store's rules whose name has the words in it, as last reported. */
export async function searchRules(store: Store, search: string): Promise<DiscountSummary[]> {
  const { rows } = await database().pool.query<{ data: MagentoRule }>(
    `select data from magento_rules
     where store_id = $1 and position(lower($2) in lower(data ->> 'name')) > 0
     order by data ->> 'name', rule_id limit $3`,
    [store.storeId, search.trim(), RULES_SHOWN_MAX],
  );
  return rows.map(({ data }) => ruleSummary(data, shopOf(store)));
}

/** A rule by its number, as last reported. Null: the store has told of none. */
export async function findRule(store: Store, reference: string): Promise<DiscountSummary | null> {
  if (!/^\d{1,9}$/.test(reference)) return null;
  const { rows } = await database().pool.query<{ data: MagentoRule }>(
    "select data from magento_rules where store_id = $1 and rule_id = $2",
    [store.storeId, Number(reference)],
  );
  return rows[0] ? ruleSummary(rows[0].data, shopOf(store)) : null;
}

/** Whether a rule was made by us after the store last reported all of its rules. */
export async function isRuleUnheardOf(storeId: string, reference: string): Promise<boolean> {
  const { rows } = await database().pool.query<{ isUnheardOf: boolean }>(
    `select exists (
       select 1 from bridge_instructions i join stores s on s.id = i.store_id
       where i.store_id = $1 and i.kind = 'rule.create' and i.state = 'done' and i.result ->> 'rule' = $2
         and (s.rules_reported_at is null or s.rules_reported_at < i.ended_at)) as "isUnheardOf"`,
    [storeId, reference],
  );
  return rows[0]?.isUnheardOf ?? false;
}

/** Days of a rule as instants, by the shop's time zone. */
function shopOf({ timeZone, currency }: Store) {
  const { year, month, day } = dateAt(new Date(), timeZone);
  const parts = (date: string) => {
    const [y = 0, m = 1, d = 1] = date.split("-").map(Number);
    return { year: y, month: m, day: d };
  };
  return {
    currency,
    today: `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
    startOf: (date: string) =>
      instantOf({ ...parts(date), hour: 0, minute: 0, second: 0 }, timeZone).toISOString(),
    endOf: (date: string) => endOfDay(parts(date), timeZone).toISOString(),
  };
}
