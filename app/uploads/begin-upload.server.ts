import { TEXT_FILE_BYTES_MAX } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import type { Arrival } from "./arrival.ts";
import { writeArrival } from "./arrival-files.server.ts";
import { shownName } from "./insert-upload.server.ts";
import { poolTakesCodes } from "./pool-takes-codes.server.ts";
import { TEXT_TOO_LARGE } from "./store-file.server.ts";

/**
 * Begins an upload whose file comes in parts. Refusals: `not_found`, `pool_not_static`, `pool_archived`, `too_large`,
 * `invalid_request` for an empty file. That a workbook is too large shows when it is whole.
 */
export async function beginUpload(request: {
  accountId: string;
  poolId: string;
  actor: string;
  fileName: string;
  /** Of the whole file. */
  bytes: number;
  now: Date;
}): Promise<Result<Arrival>> {
  const { accountId, poolId, actor, bytes, now } = request;
  const takes = await poolTakesCodes(database().pool, accountId, poolId);
  if (!takes.ok) return takes;
  if (bytes > TEXT_FILE_BYTES_MAX) return refuse("too_large", TEXT_TOO_LARGE);
  if (bytes === 0) {
    const message = "The file is empty. Choose the file that holds your codes.";
    return refuse("invalid_request", message, { errors: [{ path: "bytes", message }] });
  }
  const arrival = {
    id: newId("upload"),
    accountId,
    poolId,
    actor,
    fileName: shownName(request.fileName),
    bytes,
    createdAt: now.toISOString(),
    problem: null,
  };
  await writeArrival(arrival);
  return succeed(arrival);
}
