import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { lockUpload } from "./find-upload.server.ts";
import { type UploadRecord, type UploadView, uploadView } from "./upload-view.ts";

/**
 * Asks for an upload to be undone: a job removes those of its codes that are not assigned yet. Harmless when
 * repeated.
 */
export async function undoUpload(request: {
  accountId: string;
  uploadId: string;
  actor: string;
}): Promise<Result<UploadView>> {
  return await inTransaction(async (client) => {
    const upload = await lockUpload(client, request.uploadId);
    if (!upload || upload.account_id !== request.accountId) {
      return refuse("not_found", "There is no such upload.");
    }
    if (upload.status === "undoing" || upload.status === "undone") return succeed(uploadView(upload));
    if (upload.status !== "completed") {
      return refuse("invalid_request", "Only an upload that is completed can be undone. Wait until it is.");
    }
    const { rows } = await client.query<UploadRecord>(
      "update uploads set status = 'undoing' where id = $1 returning *",
      [upload.id],
    );
    await sendJob(client, "undo-upload", { uploadId: upload.id, actor: request.actor });
    return succeed(uploadView(rows[0] ?? upload));
  });
}
