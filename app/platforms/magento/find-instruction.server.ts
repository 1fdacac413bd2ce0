import type { Queryable } from "#app/db/queryable.ts";
import type { InstructionKind } from "./exchange-messages.ts";

/** An instruction as far as it has come. */
export interface Instruction extends Record<string, unknown> {
  id: string;
  kind: InstructionKind;
  purpose: string;
  data: unknown;
  state: "waiting" | "given" | "done" | "failed" | "dropped";
  result: unknown;
  detail: string | null;
  createdAt: Date;
  endedAt: Date | null;
}

const COLUMNS =
  'id, kind, purpose, data, state, result, detail, created_at as "createdAt", ended_at as "endedAt"';

/** An instruction of a store by its id; undefined for one that is not known any more. */
export async function findInstruction(
  client: Queryable,
  storeId: string,
  id: string,
): Promise<Instruction | undefined> {
  const { rows } = await client.query<Instruction>(
    `select ${COLUMNS} from bridge_instructions where store_id = $1 and id = $2`,
    [storeId, id],
  );
  return rows[0];
}

/** The newest instruction for a purpose. Index: bridge_instructions_store_id_purpose_idx. */
export async function latestInstruction(
  client: Queryable,
  storeId: string,
  purpose: string,
): Promise<Instruction | undefined> {
  const { rows } = await client.query<Instruction>(
    `select ${COLUMNS} from bridge_instructions where store_id = $1 and purpose = $2 order by created_at desc, id desc limit 1`,
    [storeId, purpose],
  );
  return rows[0];
}
