import { database } from "#app/db/database.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { type Arrival, allParts } from "./arrival.ts";
import { deleteArrival, deleteParts, readArrival, readParts, writeArrival } from "./arrival-files.server.ts";
import { fileProblem } from "./file-problem.server.ts";
import { insertUpload } from "./insert-upload.server.ts";
import { poolTakesCodes } from "./pool-takes-codes.server.ts";
import { storeFile } from "./store-file.server.ts";
import { deleteUploadFile } from "./upload-files.server.ts";
import { UploadBusy, withUploadLock } from "./with-upload-lock.server.ts";

/**
 * Puts a file together whose parts are all there: from then on it is a draft as one that came in one piece. One that
 * cannot be used is refused with a sentence, now and whenever it is asked for again. Killed at any point, it does the
 * same when run again. Refusals: those of the file, and `overloaded` while another process is at it.
 */
export async function finishArrival(arrival: Arrival): Promise<Result<null>> {
  let finished: Result<null> = succeed(null);
  try {
    await withUploadLock(arrival.id, async () => {
      finished = await finish(arrival);
    });
  } catch (error) {
    if (!(error instanceof UploadBusy)) throw error;
    const detail = "The file is being put together. Ask again in a moment.";
    return refuse("overloaded", detail, { retryAfterSeconds: 2 });
  }
  return finished;
}

async function finish({ accountId, id }: Arrival): Promise<Result<null>> {
  // As it is now: whoever held the lock before may have finished it.
  const arrival = await readArrival(accountId, id);
  if (!arrival) return succeed(null);
  if (arrival.problem !== null) return refuse("invalid_request", arrival.problem);
  const checked = await toDraft(arrival);
  if (checked.ok) {
    await deleteArrival(arrival);
    return checked;
  }
  await writeArrival({ ...arrival, problem: checked.refusal.detail });
  await deleteParts(arrival);
  return checked;
}

async function toDraft(arrival: Arrival): Promise<Result<null>> {
  const { pool } = database();
  const takes = await poolTakesCodes(pool, arrival.accountId, arrival.poolId);
  if (!takes.ok) return takes;
  const stored = await storeFile(readParts(arrival, allParts(arrival.bytes)));
  if (!stored.ok) return stored;
  let isKept = false;
  try {
    const problem = await fileProblem(stored.value.filePath);
    if (problem !== null) return refuse("invalid_request", problem);
    isKept = (await insertUpload(pool, { ...arrival, file: stored.value, reading: null })) !== undefined;
    return succeed(null);
  } finally {
    // Nothing of it stays behind unless it is the upload's now: a try before this one may have made it.
    if (!isKept) await deleteUploadFile(stored.value.filePath);
  }
}
