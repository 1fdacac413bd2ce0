import { codeKey } from "#app/codes/code-key.ts";
import { newId } from "#app/db/new-id.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import type { InstructionData, InstructionKind } from "#app/platforms/magento/exchange-messages.ts";
import { remakeEnds } from "./remake-ends.server.ts";

const URGENCY = {
  "rule.create": 1,
  "codes.insert": 2,
  "rule.update": 3,
  "codes.delete": 4,
  "rule.delete": 5,
} as const satisfies Partial<Record<InstructionKind, number>>;

interface Done extends Record<string, unknown> {
  id: string;
  kind: keyof typeof URGENCY;
  data: unknown;
  /** What somebody else had when it was done first; null where that makes no sense. */
  taken: string[] | null;
}

/**
 * A store's shop was put back to what it was at an instant: has everything done again that it was told since, in the
 * caller's transaction. Codes that are used, void or over meanwhile stay away. To do what was not lost again does no
 * harm. Answers how many codes are created again. Index: bridge_instructions_store_id_state_urgency_created_at_idx.
 */
export async function remakeLost(
  client: Queryable,
  store: { accountId: string; storeId: string },
  since: Date,
): Promise<number> {
  const { rows } = await client.query<Done>(
    `select i.id, i.kind, i.data, i.result->'taken' as taken from bridge_instructions i
     where i.store_id = $1 and i.state = 'done' and i.ended_at > $2 and i.kind = any ($3::text[])
       -- What was done again after an earlier backup is in here as what it was first.
       and not exists (
         select 1 from bridge_instructions o
         where o.id = substring(i.purpose from '^again:(ins_.*)$') and o.state = 'done' and o.ended_at > $2)
     order by i.created_at, i.id`,
    [store.storeId, since, Object.keys(URGENCY)],
  );
  await remakeEnds(client, store.storeId, since);
  let codes = 0;
  for (const { id, kind, data, taken } of rows) {
    if (kind !== "codes.insert") {
      await again(client, store.storeId, { id, kind, data });
      continue;
    }
    const { rule, codes: made } = data as InstructionData["codes.insert"];
    const others = new Set(taken);
    const wanted = await stillGood(
      client,
      store.accountId,
      made.filter((code) => !others.has(code)),
    );
    if (wanted.length === 0) continue;
    codes += wanted.length;
    await again(client, store.storeId, { id, kind, data: { rule, codes: wanted, again: true } });
  }
  return codes;
}

/** Nobody waits for the result: who had it done the first time knows of it. */
async function again(
  client: Queryable,
  storeId: string,
  { id, kind, data }: Pick<Done, "id" | "kind" | "data">,
): Promise<void> {
  await client.query(
    `insert into bridge_instructions (id, store_id, kind, purpose, urgency, data) values ($1, $2, $3, $4, $5, $6::jsonb)
     on conflict (store_id, purpose) where state in ('waiting', 'given') do nothing`,
    [newId("instruction"), storeId, kind, `again:${id}`, URGENCY[kind], JSON.stringify(data)],
  );
}

/** Index: codes_account_id_code_key_key. */
async function stillGood(client: Queryable, accountId: string, codes: string[]): Promise<string[]> {
  const { rows } = await client.query<{ code: string }>(
    `select code from codes
     where account_id = $1 and code_key = any ($2::text[])
       and state in ('pending', 'available', 'assigned', 'quarantined')
     order by id`,
    [accountId, codes.map(codeKey)],
  );
  return rows.map(({ code }) => code);
}
