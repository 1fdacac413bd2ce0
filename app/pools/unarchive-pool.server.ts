import type { Result } from "#app/errors/refusal.ts";
import { changeArchived } from "./change-archived.server.ts";
import type { PoolDetail } from "./pool-view.ts";

/** Puts an archived pool back into use as it was. Harmless when repeated. */
export async function unarchivePool(request: {
  accountId: string;
  poolId: string;
  actor: string;
}): Promise<Result<PoolDetail>> {
  return await changeArchived({
    ...request,
    statement:
      "update pools set archived_at = null, updated_at = statement_timestamp() where id = $1 and account_id = $2 and archived_at is not null",
    verb: "pool.unarchived",
  });
}
