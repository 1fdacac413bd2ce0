import { database } from "#app/db/database.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { findPoolId } from "./find-pool-id.server.ts";
import { type PoolDetail, poolDetail } from "./pool-view.ts";

/** One pool of the account by its id or any of its handles, else `not_found`. */
export async function getPool(request: { accountId: string; pool: string }): Promise<Result<PoolDetail>> {
  const id = await findPoolId(request.accountId, request.pool);
  const row = id ? await database().prisma.pool.findUnique({ where: { id } }) : null;
  return row
    ? succeed(poolDetail(row))
    : refuse("not_found", "This account has no pool with that id or handle.");
}
