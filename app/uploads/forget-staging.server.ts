import { database } from "#app/db/database.server.ts";

/** Rows of one delete: short transactions keep the claims' dead row versions short-lived too. */
const ROWS_PER_DELETE = 50_000;

/** Deletes the staged rows of an upload that is finished with them. */
export async function forgetStaging(uploadId: string): Promise<void> {
  for (;;) {
    const { rowCount } = await database().pool.query(
      `delete from upload_rows
       where upload_id = $1 and "row" <= (
         select max("row") from (
           select "row" from upload_rows where upload_id = $1 order by "row" limit $2
         ) first)`,
      [uploadId, ROWS_PER_DELETE],
    );
    if (!rowCount) return;
  }
}
