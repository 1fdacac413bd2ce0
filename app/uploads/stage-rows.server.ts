import { existsSync } from "node:fs";
import { database } from "#app/db/database.server.ts";
import { forgetStaging } from "./forget-staging.server.ts";
import { convertedSheets } from "./identify-file.server.ts";
import { openRows } from "./reading/open-rows.server.ts";
import { rowReader } from "./reading/read-row.ts";
import { readingSchema } from "./reading/reading-choice.ts";
import { rowSource } from "./row-source.server.ts";
import { stagingWriter } from "./staging-writer.server.ts";
import { uploadFile } from "./upload-files.server.ts";
import type { UploadRecord } from "./upload-view.ts";
import { WORKBOOK_PROBLEMS } from "./workbook/workbook-problems.ts";

/** Milliseconds after which what was read is written, full or not: how often the page sees progress. */
const WRITE_EVERY_MS = 1_000;

/**
 * Reads the file of an upload into staging, checking every row. While the upload is `reading`, invalid rows
 * and progress are kept as well; when it is `merging` (the database lost its staging table in a crash) only
 * the rows beyond `merged_through` are staged again, the same as before since reading is deterministic.
 * A sentence comes back when the file cannot be read to its end; whoever calls then fails the upload.
 */
export async function stageRows(
  upload: UploadRecord,
  rowsPerWrite: number,
  signal?: AbortSignal,
): Promise<string | null> {
  if (!upload.file_path || !existsSync(uploadFile(upload.file_path))) return FILE_GONE;
  const reading = readingSchema.parse(upload.reading);
  if (reading.kind === "workbook") {
    const converted = await convertedSheets(upload.file_path);
    if (!converted.ok) return WORKBOOK_PROBLEMS[converted.problem];
  }
  const again = upload.status === "merging";
  const writer = stagingWriter(upload.id, async (client, progress) => {
    if (again) return;
    await client.query("update uploads set rows = $2, invalid = $3, bytes_read = $4 where id = $1", [
      upload.id,
      progress.rows,
      progress.invalid,
      progress.bytesRead,
    ]);
  });
  await forgetStaging(upload.id);
  if (!again) await database().pool.query("delete from upload_rejects where upload_id = $1", [upload.id]);
  // When the upload was first started, so that a second reading finds the same codes expired.
  const read = rowReader(reading, upload.started_at ?? upload.created_at);
  const progress = { rows: 0, invalid: 0, bytesRead: 0 };
  let header = reading.hasHeader;
  let writtenAt = performance.now();
  for await (const batch of openRows(rowSource(upload.file_path, reading.kind, reading))) {
    if (!batch.ok) {
      await writer.settled();
      return batch.problem;
    }
    for (const source of batch.rows) {
      const row = read(source);
      if (row === null) continue;
      if (header) {
        header = false;
        continue;
      }
      progress.rows += 1;
      if (row.kind === "invalid") progress.invalid += 1;
      if (!again || (row.kind === "code" && row.row > upload.merged_through)) writer.add(row);
    }
    progress.bytesRead = Math.round(batch.shareRead * upload.file_bytes);
    if (writer.gathered() >= rowsPerWrite || performance.now() - writtenAt > WRITE_EVERY_MS) {
      signal?.throwIfAborted();
      await writer.write(progress);
      writtenAt = performance.now();
    }
  }
  await writer.write(progress);
  await writer.settled();
  return null;
}

const FILE_GONE = "The file is no longer on the server. Upload it again.";
