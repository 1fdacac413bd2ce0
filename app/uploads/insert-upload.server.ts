import type { Queryable } from "#app/db/queryable.ts";
import type { Reading } from "./reading/reading-choice.ts";
import type { StoredFile } from "./store-file.server.ts";
import type { UploadRecord } from "./upload-view.ts";

/** Characters of a file's name that are kept. */
const FILE_NAME_CHARACTERS = 200;

export interface NewUpload {
  id: string;
  accountId: string;
  poolId: string;
  actor: string;
  fileName: string;
  file: StoredFile;
  /** Null for a draft. */
  reading: Reading | null;
}

/** Writes an upload, as a draft or queued; undefined when one with this id is there already. */
export async function insertUpload(client: Queryable, upload: NewUpload): Promise<UploadRecord | undefined> {
  const { rows } = await client.query<UploadRecord>(
    `insert into uploads (id, account_id, pool_id, status, file_name, file_bytes, file_hash, file_path, reading, actor)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (id) do nothing
     returning *`,
    [
      upload.id,
      upload.accountId,
      upload.poolId,
      upload.reading ? "queued" : "draft",
      shownName(upload.fileName),
      upload.file.bytes,
      upload.file.sha256,
      upload.file.filePath,
      upload.reading ? JSON.stringify(upload.reading) : null,
      upload.actor,
    ],
  );
  return rows[0];
}

/** A file's name is text from outside: short, without folders and without anything the database cannot hold. */
export function shownName(name: string): string {
  const last =
    name
      .toWellFormed()
      .replace(/\p{Cc}/gu, "")
      .split(/[/\\]/)
      .at(-1)
      ?.trim() ?? "";
  return last.slice(-FILE_NAME_CHARACTERS) || "codes";
}
