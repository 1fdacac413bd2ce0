import { database } from "#app/db/database.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";

const ASK = { name: "replenishment-what-to-tend", text: loadSql("replenishment/what-to-tend.sql") };

/** Of what kind there may be something to do. */
export interface ToTend extends Record<string, unknown> {
  ending: boolean;
  moving: boolean;
  ended: boolean;
  starting: boolean;
  unsettled: boolean;
  doubtful: boolean;
  wasted: boolean;
}

/** Looks once over a store, for the round of every ten minutes. */
export async function whatToTend(storeId: string): Promise<ToTend> {
  const { rows } = await database().pool.query<ToTend>({ ...ASK, values: [storeId] });
  const [found] = rows;
  if (!found) throw new Error("A look over a store answered nothing.");
  return found;
}
