import { findUndoable, undoCodes } from "#app/codes/undo-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { lockUpload } from "./find-upload.server.ts";
import type { UploadRecord } from "./upload-view.ts";
import { withUploadLock } from "./with-upload-lock.server.ts";

/**
 * The work of an undo: slice by slice, every code of the upload that is still available leaves the pool and
 * may be uploaded again. Killed at any point it goes on when run again.
 */
export async function removeUploadCodes(request: {
  uploadId: string;
  actor: string;
  signal?: AbortSignal;
}): Promise<void> {
  await withUploadLock(request.uploadId, async () => {
    const { rows } = await database().pool.query<UploadRecord>("select * from uploads where id = $1", [
      request.uploadId,
    ]);
    const upload = rows[0];
    if (upload?.status !== "undoing") return;
    if (upload.first_position !== null) await removeAll(upload, upload.first_position, request.signal);
    await finish(upload.id, request.actor);
  });
}

async function removeAll(upload: UploadRecord, firstPosition: number, signal?: AbortSignal): Promise<void> {
  const codes = { id: upload.id, accountId: upload.account_id, poolId: upload.pool_id };
  let after = firstPosition - 1;
  for (;;) {
    signal?.throwIfAborted();
    const { through, ids } = await findUndoable(database().pool, codes, after);
    if (through === null) return;
    after = through;
    if (ids.length === 0) continue;
    await inTransaction(async (client) => {
      const undone = await undoCodes(client, codes, ids);
      await client.query("update uploads set undone = undone + $2 where id = $1", [upload.id, undone]);
    });
  }
}

async function finish(uploadId: string, actor: string): Promise<void> {
  await inTransaction(async (client) => {
    const upload = await lockUpload(client, uploadId);
    if (upload?.status !== "undoing") return;
    await client.query("update uploads set status = 'undone' where id = $1", [uploadId]);
    await appendHistory(client, {
      accountId: upload.account_id,
      poolId: upload.pool_id,
      actor,
      verb: "upload.undone",
      detail: { uploadId, fileName: upload.file_name, undone: upload.undone },
    });
  });
}
