import { database } from "#app/db/database.server.ts";

/** What is the matter with a pool that its counts do not say, and what was found. */
export interface PoolTroubleNow {
  kind: "pool.replenish_failed" | "pool.codes_expiring";
  detail: Record<string, string | number>;
}

/** Refused codes have a place of their own on the pool's page. */
const KINDS = ["pool.replenish_failed", "pool.codes_expiring"] as const;

/** Troubles of a pool as they were last found, the gravest first. */
export async function listPoolTroubles(poolId: string): Promise<PoolTroubleNow[]> {
  const { rows } = await database().pool.query<{ kind: string; detail: PoolTroubleNow["detail"] }>(
    "select kind, detail from pool_alerts where pool_id = $1",
    [poolId],
  );
  return KINDS.flatMap((kind) => {
    const found = rows.find((row) => row.kind === kind);
    return found ? [{ kind, detail: found.detail }] : [];
  });
}
