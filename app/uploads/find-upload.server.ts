import type { Queryable } from "#app/db/queryable.ts";
import type { UploadRecord } from "./upload-view.ts";

/** One upload of an account; undefined when the account has none such. */
export async function findUpload(
  client: Queryable,
  accountId: string,
  uploadId: string,
): Promise<UploadRecord | undefined> {
  const { rows } = await client.query<UploadRecord>(
    "select * from uploads where id = $1 and account_id = $2",
    [uploadId, accountId],
  );
  return rows[0];
}

/** One upload, its row locked to the end of the transaction. */
export async function lockUpload(client: Queryable, uploadId: string): Promise<UploadRecord | undefined> {
  const { rows } = await client.query<UploadRecord>("select * from uploads where id = $1 for update", [
    uploadId,
  ]);
  return rows[0];
}
