import { database } from "#app/db/database.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { fileProblem } from "./file-problem.server.ts";
import { insertUpload } from "./insert-upload.server.ts";
import { poolTakesCodes } from "./pool-takes-codes.server.ts";
import { NO_CODES } from "./reading/no-codes.ts";
import { storeFile } from "./store-file.server.ts";
import { deleteUploadFile } from "./upload-files.server.ts";
import { type UploadView, uploadView } from "./upload-view.ts";

/**
 * Takes a file from a page: stored, checked for what it is, and kept as a draft until the merchant confirms
 * how to read it. A file that cannot be read is refused with a sentence and leaves nothing behind, as does a
 * connection that breaks off (its error is thrown).
 */
export async function receiveUpload(request: {
  accountId: string;
  poolId: string;
  actor: string;
  fileName: string;
  body: AsyncIterable<Uint8Array>;
}): Promise<Result<UploadView>> {
  const { pool } = database();
  const takes = await poolTakesCodes(pool, request.accountId, request.poolId);
  if (!takes.ok) return takes;
  const stored = await storeFile(request.body);
  if (!stored.ok) return stored;
  const { filePath } = stored.value;
  try {
    const problem = await fileProblem(filePath);
    if (problem === null) {
      const upload = await insertUpload(pool, {
        ...request,
        id: newId("upload"),
        file: stored.value,
        reading: null,
      });
      if (upload) return succeed(uploadView(upload));
    }
    await deleteUploadFile(filePath);
    return refuse("invalid_request", problem ?? NO_CODES);
  } catch (error) {
    await deleteUploadFile(filePath);
    throw error;
  }
}
