import { database } from "#app/db/database.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { missingParts } from "./arrival.ts";
import { readArrival, receivedParts } from "./arrival-files.server.ts";
import { findUpload } from "./find-upload.server.ts";
import { finishArrival } from "./finish-arrival.server.ts";

/**
 * Makes sure that a file which came in parts is put together, for what comes next. Does nothing for an upload that is
 * there, and for one that does not exist. Refusals: `invalid_request` while parts are missing, and for a file that
 * cannot be used; `overloaded` while the file is being put together.
 */
export async function settleArrival(request: { accountId: string; uploadId: string }): Promise<Result<null>> {
  const { accountId, uploadId } = request;
  if (await findUpload(database().pool, accountId, uploadId)) return succeed(null);
  const arrival = await readArrival(accountId, uploadId);
  if (!arrival) return succeed(null);
  if (arrival.problem !== null) return refuse("invalid_request", arrival.problem);
  const missing = missingParts(arrival.bytes, await receivedParts(arrival));
  if (missing.length === 0) return await finishArrival(arrival);
  const parts = missing.length === 1 ? "One part" : `${missing.length} parts`;
  return refuse("invalid_request", `${parts} of this file did not arrive. Upload the file again.`);
}
