import type { UploadStatus } from "@prisma/client";

/** What pages and the API show of an upload. Times are ISO 8601. */
export interface UploadView {
  id: string;
  poolId: string;
  status: UploadStatus;
  fileName: string;
  fileBytes: number;
  actor: string;
  /** Rows read so far; the total once `status` is past reading. Blank rows and the header do not count. */
  rows: number;
  added: number;
  duplicateInFile: number;
  duplicateInPool: number;
  duplicateInAccount: number;
  invalid: number;
  /** Codes removed again by an undo. */
  undone: number;
  /** 0 to 1: reading fills the first half of the bar, merging the second; null when nothing is under way. */
  progress: number | null;
  /** Why it failed, in words for the merchant. */
  error: string | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

/** A row of `uploads` as the queries here return it. */
export interface UploadRecord extends Record<string, unknown> {
  id: string;
  account_id: string;
  pool_id: string;
  status: UploadStatus;
  file_name: string;
  file_bytes: number;
  file_path: string | null;
  reading: unknown;
  rows: number;
  bytes_read: number;
  merged_through: number;
  added: number;
  duplicate_in_file: number;
  duplicate_in_pool: number;
  duplicate_in_account: number;
  invalid: number;
  undone: number;
  first_position: number | null;
  last_position: number | null;
  error: string | null;
  actor: string;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
}

/** Rows that still wait to be merged. All of them are staged once an upload is merging. */
export function rowsToMerge(upload: UploadRecord): number {
  const merged =
    upload.added + upload.duplicate_in_file + upload.duplicate_in_pool + upload.duplicate_in_account;
  return upload.rows - upload.invalid - merged;
}

export function uploadView(upload: UploadRecord): UploadView {
  return {
    id: upload.id,
    poolId: upload.pool_id,
    status: upload.status,
    fileName: upload.file_name,
    fileBytes: upload.file_bytes,
    actor: upload.actor,
    rows: upload.rows,
    added: upload.added,
    duplicateInFile: upload.duplicate_in_file,
    duplicateInPool: upload.duplicate_in_pool,
    duplicateInAccount: upload.duplicate_in_account,
    invalid: upload.invalid,
    undone: upload.undone,
    progress: progressOf(upload),
    error: upload.error,
    createdAt: upload.created_at.toISOString(),
    startedAt: upload.started_at?.toISOString() ?? null,
    finishedAt: upload.finished_at?.toISOString() ?? null,
  };
}

function progressOf(upload: UploadRecord): number | null {
  const share = (part: number, whole: number) => (whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 1);
  switch (upload.status) {
    case "queued":
      return 0;
    case "reading":
      return share(upload.bytes_read, upload.file_bytes) / 2;
    case "merging": {
      const staged = upload.rows - upload.invalid;
      return 0.5 + share(staged - rowsToMerge(upload), staged) / 2;
    }
    case "undoing":
      return share(upload.undone, upload.added);
    case "draft":
    case "completed":
    case "failed":
    case "undone":
      return null;
    default:
      return upload.status satisfies never;
  }
}
