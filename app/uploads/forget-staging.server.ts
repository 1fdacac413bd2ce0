import { database } from "#app/db/database.server.ts";

/** Rows of one delete: short transactions keep the claims' dead row versions short-lived too. */
const ROWS_PER_DELETE = 50_000;

/** Deletes the staged rows of an upload that is finished with them, by row numbers (see `mergeSlice`). */
export async function forgetStaging(uploadId: string): Promise<void> {
  const { pool } = database();
  let after = 0;
  for (;;) {
    const { rows } = await pool.query<{ first: number | null }>(
      `select min("row") as first from upload_rows where upload_id = $1 and "row" > $2`,
      [uploadId, after],
    );
    const first = rows[0]?.first ?? null;
    if (first === null) return;
    after = first + ROWS_PER_DELETE - 1;
    await pool.query(`delete from upload_rows where upload_id = $1 and "row" >= $2 and "row" <= $3`, [
      uploadId,
      first,
      after,
    ]);
  }
}
