import type { CreationState } from "@prisma/client";
import { database } from "#app/db/database.server.ts";

/** Days for which what came of a creation is shown. */
const RESULT_DAYS = 7;

/** How far the creation of uploaded codes in a shop has come, or what came of it. */
export interface CreationView {
  id: string;
  state: CreationState;
  templateName: string;
  total: number;
  created: number;
  already: number;
  refused: number;
  /** Why it does not go on: a reason of a store out of reach, or a sentence. */
  trouble: string | null;
}

/** The creation of a pool's codes that is under way in a store, or the last one of late; else null. */
export async function findCreation(poolId: string, storeId: string): Promise<CreationView | null> {
  const { rows } = await database().pool.query<CreationView & Record<string, unknown>>(
    `select c.id, c.state, t.name as "templateName", c.total, c.created, c.already, c.refused, c.trouble
     from creations c join templates t on t.id = c.template_id
     where c.pool_id = $1 and c.store_id = $2
       and (c.finished_at is null or c.finished_at > statement_timestamp() - make_interval(days => $3))
     order by c.created_at desc
     limit 1`,
    [poolId, storeId, RESULT_DAYS],
  );
  return rows[0] ?? null;
}
