import type { JobPayload } from "#app/jobs/queue/job-catalogue.ts";
import { removeUploadCodes } from "#app/uploads/remove-upload-codes.server.ts";

/** Job `undo-upload`. `signal` ends it between two slices; what is left is done by the next try. */
export async function handleUndoUpload(
  payload: JobPayload<"undo-upload">,
  signal?: AbortSignal,
): Promise<void> {
  await removeUploadCodes({ uploadId: payload.uploadId, actor: payload.actor, signal });
}
