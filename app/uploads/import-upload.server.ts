import { MERGE_SLICE_ROWS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { appendEvent } from "#app/events/append-event.server.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { failUpload } from "./fail-upload.server.ts";
import { lockUpload } from "./find-upload.server.ts";
import { forgetStaging } from "./forget-staging.server.ts";
import { mergeSlice } from "./merge-slice.server.ts";
import { poolTakesCodes } from "./pool-takes-codes.server.ts";
import { NO_CODES } from "./reading/no-codes.ts";
import { stageRows } from "./stage-rows.server.ts";
import { uploadEvent } from "./upload-event.ts";
import { deleteUploadFile } from "./upload-files.server.ts";
import { rowsToMerge, type UploadRecord } from "./upload-view.ts";
import { withUploadLock } from "./with-upload-lock.server.ts";

/** How much is done in one transaction. Smaller is slower; larger makes claims wait and takes memory. */
export interface ImportPace {
  /** Rows gathered before they are written to staging. */
  rowsPerWrite: number;
  /** Staged rows merged into the pool at once. */
  rowsPerSlice: number;
}

const PACE: ImportPace = { rowsPerWrite: 5_000, rowsPerSlice: MERGE_SLICE_ROWS };

/**
 * Imports a queued upload: the whole file is read and checked into staging, then merged in slices. Killed or
 * run again at any point it ends the same: reading starts over, merging goes on where it was, and what is
 * finished stays finished. From the first slice on it can only be finished.
 * Throws when another process is importing the same upload, or when `signal` says stop; the job is tried again.
 */
export async function importUpload(request: {
  uploadId: string;
  signal?: AbortSignal;
  pace?: ImportPace;
}): Promise<void> {
  const { signal, pace = PACE } = request;
  await withUploadLock(request.uploadId, async () => {
    let upload = await beginReading(request.uploadId);
    if (upload?.status === "reading") upload = await readAll(upload, pace, signal);
    if (upload?.status === "merging") upload = await mergeAll(upload, pace, signal);
    if (upload?.status === "completed" || upload?.status === "failed") await cleanUp(upload);
  });
}

/** Queued becomes reading; an upload that was started before comes back as it stands. */
async function beginReading(uploadId: string): Promise<UploadRecord | undefined> {
  const begun = await inTransaction(async (client) => {
    const upload = await lockUpload(client, uploadId);
    if (upload?.status !== "queued" && upload?.status !== "reading") return { upload, problem: null };
    const takes = await poolTakesCodes(client, upload.account_id, upload.pool_id);
    const { rows } = await client.query<UploadRecord>(
      `update uploads
       set status = 'reading', started_at = coalesce(started_at, statement_timestamp()), rows = 0, invalid = 0,
           bytes_read = 0
       where id = $1
       returning *`,
      [uploadId],
    );
    return { upload: rows[0], problem: takes.ok ? null : takes.refusal.detail };
  });
  return begun.upload && begun.problem !== null
    ? await failUpload(begun.upload, begun.problem)
    : begun.upload;
}

async function readAll(upload: UploadRecord, pace: ImportPace, signal?: AbortSignal): Promise<UploadRecord> {
  const problem = await stageRows(upload, pace.rowsPerWrite, signal);
  if (problem !== null) return await failUpload(upload, problem);
  const { rows } = await database().pool.query<UploadRecord>("select * from uploads where id = $1", [
    upload.id,
  ]);
  const read = rows[0];
  if (!read) throw new Error("the upload is gone");
  if (rowsToMerge(read) === 0) return await failUpload(upload, await whyNothingFits(upload.id));
  if (!(await stagingIsComplete(read))) throw new Error("staged rows were lost while a file was read");
  await database().pool.query("update uploads set status = 'merging' where id = $1 and status = 'reading'", [
    upload.id,
  ]);
  return { ...read, status: "merging" };
}

/** The sentence for a file that was read to its end without finding a single code. */
async function whyNothingFits(uploadId: string): Promise<string> {
  const { rows } = await database().pool.query<{ row: number; detail: string }>(
    `select "row", detail from upload_rejects where upload_id = $1 order by "row" limit 1`,
    [uploadId],
  );
  const first = rows[0];
  return first
    ? `None of the rows holds a code that can be used. Row ${first.row}: ${first.detail}`
    : NO_CODES;
}

async function mergeAll(upload: UploadRecord, pace: ImportPace, signal?: AbortSignal): Promise<UploadRecord> {
  let current = upload;
  if (!(await stagingIsComplete(current))) await stageAgain(current, pace, signal);
  while (rowsToMerge(current) > 0) {
    signal?.throwIfAborted();
    const merged = await mergeSlice(current, pace.rowsPerSlice);
    if (merged.merged_through === current.merged_through) await stageAgain(merged, pace, signal);
    current = merged;
  }
  return await inTransaction(async (client) => {
    const { rows } = await client.query<UploadRecord>(
      `update uploads set status = 'completed', finished_at = statement_timestamp()
       where id = $1 and status = 'merging'
       returning *`,
      [upload.id],
    );
    const completed = rows[0];
    if (!completed) throw new Error("this upload is not being merged any more");
    await appendHistory(client, {
      accountId: completed.account_id,
      poolId: completed.pool_id,
      actor: completed.actor,
      verb: "upload.completed",
      detail: { uploadId: completed.id, fileName: completed.file_name, added: completed.added },
    });
    await appendEvent(client, {
      poolId: completed.pool_id,
      type: "upload.completed",
      detail: uploadEvent(completed),
    });
    return completed;
  });
}

/** Staging is not logged: after a crash of the database it is empty, and read once more from the file. */
async function stageAgain(upload: UploadRecord, pace: ImportPace, signal?: AbortSignal): Promise<void> {
  const problem = await stageRows(upload, pace.rowsPerWrite, signal);
  if (problem !== null) throw new Error(`an upload that is being merged cannot be read again: ${problem}`);
  if (!(await stagingIsComplete(upload))) throw new Error("reading a file again gave other rows than before");
}

/** Whether every row that waits to be merged is staged: a crash of the database empties staging at any moment. */
async function stagingIsComplete(upload: UploadRecord): Promise<boolean> {
  const { rows } = await database().pool.query<{ staged: number }>(
    `select count(*) as staged from upload_rows where upload_id = $1 and "row" > $2`,
    [upload.id, upload.merged_through],
  );
  return rows[0]?.staged === rowsToMerge(upload);
}

async function cleanUp(upload: UploadRecord): Promise<void> {
  await forgetStaging(upload.id);
  if (!upload.file_path) return;
  await deleteUploadFile(upload.file_path);
  await database().pool.query("update uploads set file_path = null where id = $1", [upload.id]);
}
