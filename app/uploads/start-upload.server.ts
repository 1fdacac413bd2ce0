import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { accountTimeZone } from "./account-time-zone.server.ts";
import { findUpload, lockUpload } from "./find-upload.server.ts";
import { identifyFile } from "./identify-file.server.ts";
import { poolTakesCodes } from "./pool-takes-codes.server.ts";
import type { Reading, ReadingChoice } from "./reading/reading-choice.ts";
import { type UploadRecord, type UploadView, uploadView } from "./upload-view.ts";

/**
 * Queues a draft with the reading that the merchant confirmed; the upload and its job become true together.
 * Harmless when repeated: an upload that was started already is answered as it stands.
 */
export async function startUpload(request: {
  accountId: string;
  uploadId: string;
  choice: ReadingChoice;
}): Promise<Result<UploadView>> {
  const found = await findUpload(database().pool, request.accountId, request.uploadId);
  if (!found) return refuse("not_found", GONE);
  if (found.status !== "draft" || !found.file_path) return succeed(uploadView(found));
  // Before the transaction: a workbook may have to be converted again.
  const identified = await identifyFile(found.file_path);
  if (!identified.ok) return refuse("invalid_request", identified.problem);
  const { file } = identified;
  if (file.kind === "workbook" && request.choice.sheet >= file.sheets.length) {
    return refuse("invalid_request", "This workbook has no such sheet. Choose another one.");
  }
  return await inTransaction(async (client) => {
    const upload = await lockUpload(client, request.uploadId);
    if (!upload) return refuse("not_found", GONE);
    if (upload.status !== "draft") return succeed(uploadView(upload));
    const takes = await poolTakesCodes(client, request.accountId, upload.pool_id);
    if (!takes.ok) return takes;
    const timeZone = await accountTimeZone(client, request.accountId);
    const reading: Reading = { ...request.choice, kind: file.kind, timeZone };
    const { rows } = await client.query<UploadRecord>(
      "update uploads set status = 'queued', reading = $2 where id = $1 returning *",
      [upload.id, JSON.stringify(reading)],
    );
    await sendJob(client, "import-upload", { uploadId: upload.id });
    return succeed(uploadView(rows[0] ?? upload));
  });
}

const GONE = "This upload does not exist any more. Upload the file again.";
