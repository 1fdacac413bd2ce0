import type { Result } from "#app/errors/refusal.ts";
import { changeArchived } from "./change-archived.server.ts";
import type { PoolDetail } from "./pool-view.ts";

/** Takes a pool out of use: claims are refused, everything is kept. Harmless when repeated. */
export async function archivePool(request: {
  accountId: string;
  poolId: string;
  actor: string;
}): Promise<Result<PoolDetail>> {
  return await changeArchived({
    ...request,
    statement:
      "update pools set archived_at = statement_timestamp(), updated_at = statement_timestamp() where id = $1 and account_id = $2 and archived_at is null",
    verb: "pool.archived",
  });
}
