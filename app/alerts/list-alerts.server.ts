import { database } from "#app/db/database.server.ts";
import { POOL_TROUBLES, type PoolTrouble } from "#app/events/event-types.ts";

/** Pools of an account that share a trouble. */
export interface AlertGroup {
  kind: PoolTrouble;
  /** How many pools, and those that have had it longest. */
  count: number;
  pools: { id: string; name: string }[];
}

/** Pools named per trouble. */
const NAMED = 5;

/** What is the matter with an account's pools now, the gravest first. */
export async function listAlerts(accountId: string): Promise<AlertGroup[]> {
  const { rows } = await database().pool.query<{
    kind: PoolTrouble;
    count: number;
    ids: string[];
    names: string[];
  }>(
    `select kind, count(*)::int as count, (array_agg(id order by since, id))[1:${NAMED}] as ids,
            (array_agg(name order by since, id))[1:${NAMED}] as names
     from (
       select a.kind, a.since, p.id, p.name from pool_alerts a join pools p on p.id = a.pool_id
       where a.account_id = $1
     ) a group by kind`,
    [accountId],
  );
  return POOL_TROUBLES.flatMap((kind) => {
    const found = rows.find((row) => row.kind === kind);
    if (!found) return [];
    const pools = found.ids.map((id, index) => ({ id, name: found.names[index] ?? "" }));
    return [{ kind, count: found.count, pools }];
  });
}
