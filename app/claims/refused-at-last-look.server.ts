import type { Queryable } from "#app/db/queryable.ts";

/**
 * Whether the last look at a static pool's codes found that the checkout refuses this one, in every connected store
 * where some were looked up: uploaded codes say not whose they are. Of a code that no look chose nobody knows.
 */
export async function refusedAtLastLook(client: Queryable, poolId: string, code: string): Promise<boolean> {
  const { rows } = await client.query<{ isRefused: boolean }>(
    `select coalesce(
       bool_and(k.findings @> jsonb_build_array(jsonb_build_object('code', $2::text))), false) as "isRefused"
     from pool_checks k join stores s on s.id = k.store_id
     where k.pool_id = $1 and k.looked > 0 and s.disconnected_at is null`,
    [poolId, code],
  );
  return rows[0]?.isRefused === true;
}
