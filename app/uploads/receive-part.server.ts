import { database } from "#app/db/database.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { allParts, bytesOfPart, missingParts, partCount } from "./arrival.ts";
import { keepPart, readArrival, receivedParts } from "./arrival-files.server.ts";
import { findUpload } from "./find-upload.server.ts";
import { finishArrival } from "./finish-arrival.server.ts";

/**
 * Takes a part of a file; one that came before is replaced. With the last one the file is put together and looked at.
 * A part of a file that is whole already changes nothing. Answers the numbers of the parts that are there.
 * Refusals: `not_found`, `invalid_request` (no such part, a wrong length, a file that cannot be used), `too_large`,
 * `overloaded` while the file is being put together.
 */
export async function receivePart(request: {
  accountId: string;
  uploadId: string;
  part: number;
  bytes: Uint8Array;
}): Promise<Result<number[]>> {
  const { accountId, uploadId, part, bytes } = request;
  const upload = await findUpload(database().pool, accountId, uploadId);
  if (upload) return succeed(allParts(upload.file_bytes));
  const arrival = await readArrival(accountId, uploadId);
  if (!arrival) return refuse("not_found", "This upload does not exist any more. Upload the file again.");
  if (arrival.problem !== null) return refuse("invalid_request", arrival.problem);
  const parts = partCount(arrival.bytes);
  if (part > parts) return refuse("invalid_request", `This file has ${parts} parts, counted from 1.`);
  const wanted = bytesOfPart(arrival.bytes, part);
  if (bytes.length !== wanted) {
    return refuse(
      "invalid_request",
      `Part ${part} of this file has ${wanted} bytes, and ${bytes.length} came. Send it again.`,
    );
  }
  await keepPart(arrival, part, bytes);
  const received = await receivedParts(arrival);
  if (missingParts(arrival.bytes, received).length > 0) return succeed(received);
  const finished = await finishArrival(arrival);
  return finished.ok ? succeed(received) : finished;
}
