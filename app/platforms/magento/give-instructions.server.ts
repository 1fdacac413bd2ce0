import type { Queryable } from "#app/db/queryable.ts";
import type { InstructionKind } from "./exchange-messages.ts";

/** Seconds without a result after which an instruction is given again. */
const GIVEN_AGAIN_SECONDS = 60;

export interface GivenInstruction extends Record<string, unknown> {
  id: string;
  kind: InstructionKind;
  data: unknown;
}

/**
 * Gives a store what there is to do, the most urgent first, and says whether there is more. An instruction whose
 * result does not come is given again: the module knows those that it has done.
 * Index: bridge_instructions_store_id_state_urgency_created_at_idx.
 */
export async function giveInstructions(
  client: Queryable,
  storeId: string,
  limit: number,
): Promise<{ instructions: GivenInstruction[]; more: boolean }> {
  const { rows } = await client.query<GivenInstruction & { urgency: number }>(
    `update bridge_instructions set state = 'given', given_at = statement_timestamp(), times = times + 1
     where id in (
       select id from bridge_instructions
       where store_id = $1 and (state = 'waiting'
         or (state = 'given' and given_at < statement_timestamp() - make_interval(secs => $3)))
       order by urgency, created_at, id
       limit $2
       for update skip locked)
     returning id, kind, data, urgency`,
    [storeId, limit, GIVEN_AGAIN_SECONDS],
  );
  const { rows: waiting } = await client.query<{ more: boolean }>(
    "select exists (select 1 from bridge_instructions where store_id = $1 and state = 'waiting') as more",
    [storeId],
  );
  const inOrder = rows.sort((one, other) => one.urgency - other.urgency || (one.id < other.id ? -1 : 1));
  return {
    instructions: inOrder.map(({ id, kind, data }) => ({ id, kind, data })),
    more: waiting[0]?.more ?? false,
  };
}
