import type { Queryable } from "#app/db/queryable.ts";
import type { RulesPage } from "./exchange-messages.ts";
import { keepRule } from "./keep-rule.server.ts";

/** Keeps a page of a report; with the last one, rules that the whole report did not name are gone. */
export async function keepRulesPage(client: Queryable, storeId: string, page: RulesPage): Promise<boolean> {
  let isNew = false;
  for (const rule of page.rules) {
    if (await keepRule(client, storeId, rule, page.generation)) isNew = true;
  }
  if (!page.last) return isNew;
  const gone = await client.query(
    "delete from magento_rules where store_id = $1 and generation is distinct from $2",
    [storeId, page.generation],
  );
  await client.query("update stores set rules_reported_at = statement_timestamp() where id = $1", [storeId]);
  return isNew || (gone.rowCount ?? 0) > 0;
}
