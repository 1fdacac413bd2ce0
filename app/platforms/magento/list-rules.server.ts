import type { Queryable } from "#app/db/queryable.ts";
import { type MagentoRule, magentoRuleSchema } from "./exchange-messages.ts";

/** The cart price rules of a store as its module last reported them, by name; or one of them. */
export async function listRules(
  client: Queryable,
  storeId: string,
  ruleId: number | null = null,
): Promise<MagentoRule[]> {
  const { rows } = await client.query<{ data: unknown }>(
    `select data from magento_rules where store_id = $1 and ($2::int is null or rule_id = $2)
     order by lower(data ->> 'name'), rule_id`,
    [storeId, ruleId],
  );
  return rows.map(({ data }) => magentoRuleSchema.parse(data));
}
