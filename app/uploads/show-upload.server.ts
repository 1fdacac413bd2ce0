import { database } from "#app/db/database.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { type ArrivingView, arrivingView } from "./arrival.ts";
import { readArrival, receivedParts } from "./arrival-files.server.ts";
import { findUpload } from "./find-upload.server.ts";
import { type UploadView, uploadView } from "./upload-view.ts";

/** One upload of an account, also while its file arrives in parts, with the parts that are there. Refusals: `not_found`. */
export async function showUpload(request: {
  accountId: string;
  uploadId: string;
}): Promise<Result<{ upload: UploadView | ArrivingView; received: number[] | null }>> {
  const { accountId, uploadId } = request;
  const upload = await findUpload(database().pool, accountId, uploadId);
  if (upload) return succeed({ upload: uploadView(upload), received: null });
  const arrival = await readArrival(accountId, uploadId);
  if (!arrival) return refuse("not_found", "There is no such upload.");
  const received = arrival.problem === null ? await receivedParts(arrival) : null;
  return succeed({ upload: arrivingView(arrival), received });
}
