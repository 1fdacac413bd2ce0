import type { Queryable } from "#app/db/queryable.ts";

/** Forgets a rule that was deleted. Answers whether it was known. */
export async function forgetRule(client: Queryable, storeId: string, ruleId: number): Promise<boolean> {
  const gone = await client.query("delete from magento_rules where store_id = $1 and rule_id = $2", [
    storeId,
    ruleId,
  ]);
  return (gone.rowCount ?? 0) > 0;
}
