import { database } from "#app/db/database.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";

/** A pool whose row does not say what its codes say, in words. */
export interface WrongPool {
  poolId: string;
  findings: string[];
}

interface Row extends Record<string, unknown> {
  poolId: string;
  kept: Record<string, number>;
  counted: Record<string, number>;
  cursorHidesCodes: boolean;
  expiryIsMissed: boolean;
  returnIsMissed: boolean;
}

const FIND = loadSql("health/find-wrong-counts.sql");

/**
 * Counts every code of one pool, or of all, and tells where the kept counts differ or where a code would never
 * be handed out, dropped or returned. Empty when all is well. Changes nothing; reads the whole table.
 */
export async function findWrongCounts(poolId: string | null): Promise<WrongPool[]> {
  const { rows } = await database().pool.query<Row>(FIND, [poolId]);
  return rows
    .map((row) => ({ poolId: row.poolId, findings: findingsOf(row) }))
    .filter(({ findings }) => findings.length > 0);
}

function findingsOf(row: Row): string[] {
  const findings = Object.entries(row.kept)
    .filter(([name, kept]) => kept !== row.counted[name])
    .map(([name, kept]) => `${name} is kept as ${kept}, but ${row.counted[name]} rows say so`);
  if (row.cursorHidesCodes)
    findings.push("available codes lie below the claim cursor and would never be handed out");
  if (row.expiryIsMissed)
    findings.push("an available code expires before next_expiry_at and would not be dropped");
  if (row.returnIsMissed)
    findings.push("a released code is due before next_return_at and would not come back");
  return findings;
}
