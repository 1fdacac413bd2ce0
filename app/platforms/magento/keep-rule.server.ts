import type { Queryable } from "#app/db/queryable.ts";
import type { MagentoRule } from "./exchange-messages.ts";

/** Keeps a rule as it is now. Answers whether something of it is new, its number of coupons apart. */
export async function keepRule(
  client: Queryable,
  storeId: string,
  rule: MagentoRule,
  generation: string | null,
): Promise<boolean> {
  const { rows } = await client.query<{ isNew: boolean }>(
    `with before as (select data from magento_rules where store_id = $1 and rule_id = $2),
     kept as (
       insert into magento_rules as r (store_id, rule_id, data, generation) values ($1, $2, $3::jsonb, $4)
       on conflict (store_id, rule_id) do update
       set data = excluded.data, generation = coalesce(excluded.generation, r.generation),
           reported_at = statement_timestamp()
     )
     select coalesce((select data - 'coupons' - 'updatedAt' from before) <> $3::jsonb - 'coupons' - 'updatedAt', true) as "isNew"`,
    [storeId, rule.id, JSON.stringify(rule), generation],
  );
  return rows[0]?.isNew ?? true;
}
