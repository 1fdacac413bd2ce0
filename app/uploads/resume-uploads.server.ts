import type { UploadStatus } from "@prisma/client";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { UPLOAD_LOCK_KEY } from "./with-upload-lock.server.ts";

/** Minutes after which an upload on which nobody works has lost its job. */
const IDLE_MINUTES = 30;

/**
 * Gives uploads whose job used up its tries, in a long outage for example, a new one. An extra job is
 * harmless: it finds the upload locked or finished.
 */
export async function resumeUploads(): Promise<void> {
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ id: string; status: UploadStatus }>(
      `select id, status from uploads
       where status in ('queued', 'reading', 'merging', 'undoing')
         and coalesce(started_at, created_at) < statement_timestamp() - make_interval(mins => $1)`,
      [IDLE_MINUTES],
    );
    for (const { id, status } of rows) {
      const { rows: locks } = await client.query<{ free: boolean }>(
        `select pg_try_advisory_xact_lock(${UPLOAD_LOCK_KEY}) as free`,
        [id],
      );
      if (!locks[0]?.free) continue;
      if (status === "undoing") await sendJob(client, "undo-upload", { uploadId: id, actor: "system" });
      else await sendJob(client, "import-upload", { uploadId: id });
    }
  });
}
