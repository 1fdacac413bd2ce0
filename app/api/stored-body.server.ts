import type { StoredFile } from "#app/uploads/store-file.server.ts";
import { deleteUploadFile } from "#app/uploads/upload-files.server.ts";

/** A large body on disk that is thrown away at the end of its call, unless somebody takes it over. */
export interface StoredBody {
  /** SHA-256 of its bytes. */
  sha256: Buffer;
  /** Hands the file over: from now on it is the taker's to keep or delete. */
  take(): StoredFile;
  /** Deletes the file unless it was taken. */
  discard(): Promise<void>;
}

export function storedBody(file: StoredFile): StoredBody {
  let isTaken = false;
  return {
    sha256: file.sha256,
    take: () => {
      isTaken = true;
      return file;
    },
    discard: async () => {
      if (!isTaken) await deleteUploadFile(file.filePath);
    },
  };
}
