import type { UploadRecord } from "./upload-view.ts";

/** What an event says of an upload: as `GET /api/v1/uploads/{upload}`, and the file's name for the mail. */
export function uploadEvent(upload: UploadRecord): { upload: Record<string, unknown> } {
  const { id, status, rows, added, invalid, error } = upload;
  return {
    upload: {
      id,
      status,
      rows,
      added,
      duplicateInFile: upload.duplicate_in_file,
      duplicateInPool: upload.duplicate_in_pool,
      duplicateInAccount: upload.duplicate_in_account,
      invalid,
      error,
      fileName: upload.file_name,
    },
  };
}
