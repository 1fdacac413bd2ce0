import type { Queryable } from "#app/db/queryable.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";

/** Whether codes may be added to a pool now: it is the account's, static and not archived. */
export async function poolTakesCodes(
  client: Queryable,
  accountId: string,
  poolId: string,
): Promise<Result<null>> {
  const { rows } = await client.query<{ type: "static" | "dynamic"; archived: boolean }>(
    "select type, archived_at is not null as archived from pools where id = $1 and account_id = $2",
    [poolId, accountId],
  );
  const pool = rows[0];
  if (!pool) return refuse("not_found", "There is no such pool.");
  if (pool.type === "dynamic") {
    return refuse("pool_not_static", "This pool makes its codes itself. Upload codes to a static pool.");
  }
  if (pool.archived) {
    return refuse(
      "pool_archived",
      "This pool is archived. Take it out of the archive before you upload codes.",
    );
  }
  return succeed(null);
}
