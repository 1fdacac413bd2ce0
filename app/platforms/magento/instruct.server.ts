import { newId } from "#app/db/new-id.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import type { InstructionData, InstructionKind } from "./exchange-messages.ts";

/** Which instructions are given first. */
export const URGENCY = {
  "codes.expire": 0,
  "rule.create": 1,
  "rule.update": 1,
  "codes.insert": 2,
  "rules.report": 3,
  "codes.find": 3,
  "codes.delete": 4,
  "rule.delete": 5,
} as const satisfies Record<InstructionKind, number>;

/**
 * Writes down what a Magento store is to do, in the caller's transaction where there is one. While an instruction
 * for the same purpose is open, that one is answered: asking twice asks once. Answers its id.
 */
export async function instruct<Kind extends InstructionKind>(
  client: Queryable,
  instruction: { id?: string; storeId: string; kind: Kind; purpose: string; data: InstructionData[Kind] },
): Promise<string> {
  const { id = newId("instruction"), storeId, kind, purpose, data } = instruction;
  const { rows } = await client.query<{ id: string }>(
    `with made as (
       insert into bridge_instructions (id, store_id, kind, purpose, urgency, data) values ($1, $2, $3, $4, $5, $6::jsonb)
       on conflict (store_id, purpose) where state in ('waiting', 'given') do nothing
       returning id
     )
     select id from made
     union all
     select id from bridge_instructions where store_id = $2 and purpose = $4 and state in ('waiting', 'given')`,
    [id, storeId, kind, purpose, URGENCY[kind], JSON.stringify(data)],
  );
  const [row] = rows;
  // The open one of the same purpose ended between the two looks.
  return row ? row.id : await instruct(client, instruction);
}
