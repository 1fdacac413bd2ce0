import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { findPoolId } from "./find-pool-id.server.ts";
import type { PoolDetail } from "./pool-view.ts";
import { readPoolDetail } from "./read-pool-detail.server.ts";

/** One pool of the account by its id or any of its handles, else `not_found`. */
export async function getPool(request: { accountId: string; pool: string }): Promise<Result<PoolDetail>> {
  const poolId = await findPoolId(request.accountId, request.pool);
  const pool = poolId && (await readPoolDetail({ accountId: request.accountId, poolId }));
  return pool ? succeed(pool) : refuse("not_found", "This account has no pool with that id or handle.");
}
