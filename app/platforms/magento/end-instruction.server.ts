import type { Queryable } from "#app/db/queryable.ts";
import type { BridgeResult } from "./exchange-messages.ts";

/** Keeps the result of an instruction. One that has ended before, or is not known, is left as it is. */
export async function endInstruction(
  client: Queryable,
  storeId: string,
  result: BridgeResult,
): Promise<void> {
  await client.query(
    `update bridge_instructions
     set state = $3::instruction_state, result = $4::jsonb, detail = $5, ended_at = statement_timestamp()
     where store_id = $1 and id = $2 and state in ('waiting', 'given')`,
    [storeId, result.instruction, result.outcome, JSON.stringify(result.data), result.detail],
  );
}
