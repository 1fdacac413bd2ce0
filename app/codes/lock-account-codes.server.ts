import type { Queryable } from "#app/db/queryable.ts";

/**
 * Lets one transaction at a time add codes to an account or free their keys, until it ends. A statement of
 * its own, so that what follows sees everything its predecessors committed; taken before any row is locked.
 */
export async function lockAccountCodes(client: Queryable, accountId: string): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtextextended('codes of ' || $1, 0))", [accountId]);
}
