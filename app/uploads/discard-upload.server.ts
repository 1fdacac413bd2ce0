import { database } from "#app/db/database.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { deleteUploadFile } from "./upload-files.server.ts";

/** Throws away a draft that the merchant does not want after seeing its preview. */
export async function discardUpload(request: { accountId: string; uploadId: string }): Promise<Result<null>> {
  const { rows } = await database().pool.query<{ file_path: string | null }>(
    "delete from uploads where id = $1 and account_id = $2 and status = 'draft' returning file_path",
    [request.uploadId, request.accountId],
  );
  const draft = rows[0];
  if (!draft) return refuse("not_found", "This upload is not waiting to be confirmed.");
  if (draft.file_path) await deleteUploadFile(draft.file_path);
  return succeed(null);
}
