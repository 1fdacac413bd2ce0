import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import type { FoldEntry, FoldRequest } from "./fold.ts";

const FIND = { name: "claims-find-erased", text: loadSql("claims/find-erased.sql") };

/** The entries of a fold whose keys belong to contacts that were erased. The caller holds the pool's row. */
export async function findErased(
  client: Queryable,
  poolId: string,
  requests: readonly FoldRequest[],
): Promise<Set<FoldEntry>> {
  const entries = requests.flat();
  const names = entries.map((entry) => entry.erasedKey());
  const { rows } = await client.query<{ place: number }>({ ...FIND, values: [poolId, names] });
  return new Set(rows.flatMap(({ place }) => entries[place] ?? []));
}
