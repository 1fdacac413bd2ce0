import type { JobPayload } from "#app/jobs/queue/job-catalogue.ts";
import { importUpload } from "#app/uploads/import-upload.server.ts";

/** Job `import-upload`. `signal` ends it between two writes; what is left is done by the next try. */
export async function handleImportUpload(
  payload: JobPayload<"import-upload">,
  signal?: AbortSignal,
): Promise<void> {
  await importUpload({ uploadId: payload.uploadId, signal });
}
