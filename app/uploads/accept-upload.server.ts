import { createHash } from "node:crypto";
import { ID_PREFIXES, type UploadId } from "#app/db/ids.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { accountTimeZone } from "./account-time-zone.server.ts";
import { findUpload } from "./find-upload.server.ts";
import { guessReading } from "./guess-reading.server.ts";
import { identifyFile } from "./identify-file.server.ts";
import { insertUpload } from "./insert-upload.server.ts";
import { poolTakesCodes } from "./pool-takes-codes.server.ts";
import { NO_CODES } from "./reading/no-codes.ts";
import type { ReadingChoice, SourceKind } from "./reading/reading-choice.ts";
import { type StoredFile, storeFile } from "./store-file.server.ts";
import { deleteUploadFile } from "./upload-files.server.ts";
import { type UploadView, uploadView } from "./upload-view.ts";

export interface AcceptUploadRequest {
  accountId: string;
  poolId: string;
  actor: string;
  /**
   * The caller's name for this one intent, unique within the account: a repeat is answered with the same
   * upload, also when the first answer was lost in a crash.
   */
  dedupeId: string;
  /** A CSV already stored (`storeFile`), which is this function's to keep or delete; or the codes themselves. */
  source: { file: StoredFile } | { codes: string[] };
}

/** Takes codes from the API: guesses how a CSV is meant, and queues the upload together with its job. */
export async function acceptUpload(request: AcceptUploadRequest): Promise<Result<UploadView>> {
  const stored =
    "file" in request.source ? succeed(request.source.file) : await storeList(request.source.codes);
  if (!stored.ok) return stored;
  let kept = false;
  try {
    const accepted = await accept(request, stored.value);
    kept = accepted.ok && accepted.value.keepsFile;
    return accepted.ok ? succeed(accepted.value.view) : accepted;
  } finally {
    if (!kept) await deleteUploadFile(stored.value.filePath);
  }
}

async function accept(
  request: AcceptUploadRequest,
  file: StoredFile,
): Promise<Result<{ view: UploadView; keepsFile: boolean }>> {
  const id = uploadIdOf(request.accountId, request.dedupeId);
  const guessed = "codes" in request.source ? succeed(LIST) : await guessCsv(file);
  if (!guessed.ok) return guessed;
  return await inTransaction(async (client) => {
    const earlier = await findUpload(client, request.accountId, id);
    if (earlier) return succeed({ view: uploadView(earlier), keepsFile: false });
    const takes = await poolTakesCodes(client, request.accountId, request.poolId);
    if (!takes.ok) return takes;
    const timeZone = await accountTimeZone(client, request.accountId);
    const upload = await insertUpload(client, {
      ...request,
      id,
      fileName: "codes" in request.source ? "codes added by API" : "codes.csv",
      file,
      reading: { ...guessed.value, timeZone },
    });
    if (upload) {
      await sendJob(client, "import-upload", { uploadId: upload.id });
      return succeed({ view: uploadView(upload), keepsFile: true });
    }
    // The same intent in flight twice: the other one has committed while this one waited.
    const other = await findUpload(client, request.accountId, id);
    if (!other) throw new Error("an upload with this id belongs to another account");
    return succeed({ view: uploadView(other), keepsFile: false });
  });
}

const LIST: ReadingChoice & { kind: SourceKind } = {
  kind: "list",
  sheet: 0,
  encoding: "utf-8",
  delimiter: "comma",
  hasHeader: false,
  codeColumn: 0,
  expiryColumn: null,
  dateOrder: "iso",
};

async function guessCsv(file: StoredFile): Promise<Result<ReadingChoice & { kind: SourceKind }>> {
  const identified = await identifyFile(file.filePath);
  if (!identified.ok) return refuse("invalid_request", identified.problem);
  if (identified.file.kind !== "text" || !file.isUtf8) {
    return refuse("invalid_request", "Send the codes as CSV in UTF-8.");
  }
  const { choice, sample, problem } = await guessReading(file.filePath, identified.file, {
    encoding: "utf-8",
  });
  if (problem !== null) return refuse("invalid_request", problem);
  if (sample.length <= (choice.hasHeader ? 1 : 0)) return refuse("invalid_request", NO_CODES);
  return succeed({ ...choice, kind: "text" });
}

async function storeList(codes: string[]): Promise<Result<StoredFile>> {
  if (codes.length === 0) return refuse("invalid_request", "The list of codes is empty.");
  const lines = async function* () {
    const SLICE = 1_000;
    for (let from = 0; from < codes.length; from += SLICE) {
      const slice = codes.slice(from, from + SLICE);
      yield Buffer.from(slice.map((code) => `${JSON.stringify([code])}\n`).join(""));
    }
  };
  return await storeFile(lines());
}

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** An id made from the intent instead of the clock: the primary key itself keeps a repeat from a second upload. */
function uploadIdOf(accountId: string, dedupeId: string): UploadId {
  const digest = createHash("sha256").update(`${accountId}\n${dedupeId}`).digest();
  const letters = [...digest.subarray(0, 26)].map((byte) => CROCKFORD[byte % 32]).join("");
  return `${ID_PREFIXES.upload}_${letters}` as UploadId;
}
