import { inTransaction } from "#app/db/in-transaction.server.ts";
import { appendEvent } from "#app/events/append-event.server.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { uploadEvent } from "./upload-event.ts";
import type { UploadRecord } from "./upload-view.ts";

/**
 * Gives up an upload before its first code was merged, with a sentence for the merchant; the pool is as it
 * was. An upload that is past reading cannot fail.
 */
export async function failUpload(upload: UploadRecord, problem: string): Promise<UploadRecord> {
  return await inTransaction(async (client) => {
    const { rows } = await client.query<UploadRecord>(
      `update uploads set status = 'failed', error = $2, finished_at = statement_timestamp()
       where id = $1 and status = 'reading'
       returning *`,
      [upload.id, problem],
    );
    const failed = rows[0];
    if (!failed) throw new Error("this upload is past reading and cannot fail any more");
    await appendHistory(client, {
      accountId: failed.account_id,
      poolId: failed.pool_id,
      actor: failed.actor,
      verb: "upload.failed",
      detail: { uploadId: failed.id, fileName: failed.file_name, error: problem },
    });
    await appendEvent(client, { poolId: failed.pool_id, type: "upload.failed", detail: uploadEvent(failed) });
    return failed;
  });
}
