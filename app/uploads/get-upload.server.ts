import { database } from "#app/db/database.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { findUpload } from "./find-upload.server.ts";
import { type UploadView, uploadView } from "./upload-view.ts";

/** One upload of an account, as it stands. */
export async function getUpload(request: {
  accountId: string;
  uploadId: string;
}): Promise<Result<UploadView>> {
  const upload = await findUpload(database().pool, request.accountId, request.uploadId);
  return upload ? succeed(uploadView(upload)) : refuse("not_found", "There is no such upload.");
}
