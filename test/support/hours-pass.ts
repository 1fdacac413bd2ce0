import { database } from "#app/db/database.server.ts";

/** Lets hours pass for a pool without waiting: everything in it that has a time moves into the past. */
export async function hoursPass(poolId: string, hours: number): Promise<void> {
  const { pool } = database();
  const back = "make_interval(hours => $2::int)";
  const values = [poolId, hours];
  await pool.query(
    `update codes
     set assigned_at = assigned_at - ${back}, returns_at = returns_at - ${back}, expires_at = expires_at - ${back}
     where pool_id = $1`,
    values,
  );
  await pool.query(
    `update claims set claimed_at = claimed_at - ${back}, released_at = released_at - ${back} where pool_id = $1`,
    values,
  );
  await pool.query(
    `update pools
     set next_return_at = next_return_at - ${back}, next_expiry_at = next_expiry_at - ${back},
         prepared_until = prepared_until - ${back}, expiry_swept_at = expiry_swept_at - ${back}
     where id = $1`,
    values,
  );
  await pool.query(
    `update groups set ends_at = ends_at - ${back} where template_id = (select template_id from pools where id = $1)`,
    values,
  );
  await pool.query(`update preparations set "by" = "by" - ${back} where pool_id = $1`, values);
}
