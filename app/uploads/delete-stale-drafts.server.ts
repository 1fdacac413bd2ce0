import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { DRAFT_UPLOAD_HOURS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { forgetStaging } from "./forget-staging.server.ts";
import { deleteUploadFile, uploadDirectory } from "./upload-files.server.ts";

/**
 * Throws away what nobody waits for any more: drafts that were not confirmed in time, files that belong to no
 * upload (a process died while receiving them) and staged rows of uploads that are finished.
 */
export async function deleteStaleDrafts(): Promise<void> {
  const { pool } = database();
  const { rows: drafts } = await pool.query<{ file_path: string | null }>(
    `delete from uploads
     where status = 'draft' and created_at < statement_timestamp() - make_interval(hours => $1)
     returning file_path`,
    [DRAFT_UPLOAD_HOURS],
  );
  for (const { file_path } of drafts) if (file_path) await deleteUploadFile(file_path);
  await deleteStrayFiles();
  const { rows: finished } = await pool.query<{ id: string }>(
    `select id from uploads u
     where status in ('completed', 'failed', 'undoing', 'undone')
       and exists (select from upload_rows r where r.upload_id = u.id)`,
  );
  for (const { id } of finished) await forgetStaging(id);
}

async function deleteStrayFiles(): Promise<void> {
  const { rows } = await database().pool.query<{ folder: string }>(
    "select split_part(file_path, '/', 1) as folder from uploads where file_path is not null",
  );
  const wanted = new Set(rows.map(({ folder }) => folder));
  const oldestMs = Date.now() - DRAFT_UPLOAD_HOURS * 3_600_000;
  const folders = await readdir(uploadDirectory()).catch(() => []);
  for (const folder of folders) {
    // Only folders that we made ourselves, and none that a slow connection is still filling.
    if (!/^upl_[0-9A-Z]{26}$/.test(folder) || wanted.has(folder)) continue;
    const path = join(uploadDirectory(), folder);
    const modified = await stat(path).catch(() => null);
    if (modified && modified.mtimeMs < oldestMs) await rm(path, { recursive: true, force: true });
  }
}
