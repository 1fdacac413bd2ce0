import type { Queryable } from "#app/db/queryable.ts";
import { URGENCY } from "./instruct.server.ts";

/**
 * Forgets a rule that was deleted, and notes with the instruction that made it, if it was one of ours, that it is gone:
 * a rule of ours that no report has named yet is taken for one that is still to be told of. Answers whether that is news.
 * Index: bridge_instructions_store_id_state_urgency_created_at_idx.
 */
export async function forgetRule(client: Queryable, storeId: string, ruleId: number): Promise<boolean> {
  const known = await client.query("delete from magento_rules where store_id = $1 and rule_id = $2", [
    storeId,
    ruleId,
  ]);
  const made = await client.query(
    `update bridge_instructions set result = result || '{"isGone": true}'
     where store_id = $1 and state = 'done' and urgency = $3 and kind = 'rule.create' and result ->> 'rule' = $2
       and not result ? 'isGone'`,
    [storeId, String(ruleId), URGENCY["rule.create"]],
  );
  return (known.rowCount ?? 0) + (made.rowCount ?? 0) > 0;
}
