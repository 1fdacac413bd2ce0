import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { TEXT_FILE_BYTES_MAX, WORKBOOK_BYTES_MAX } from "#app/config/limits.ts";
import { newId } from "#app/db/new-id.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { sniffKind } from "./reading/sniff-kind.ts";
import { utf8Check } from "./reading/utf8-check.ts";
import { deleteUploadFile, uploadFile } from "./upload-files.server.ts";
import { WORKBOOK_PROBLEMS } from "./workbook/workbook-problems.ts";

/** A file on disk that belongs to no upload yet. Whoever does not use it deletes it. */
export interface StoredFile {
  /** As `uploads.file_path`. */
  filePath: string;
  bytes: number;
  sha256: Buffer;
  /** Whether all of it is valid UTF-8. */
  isUtf8: boolean;
}

class TooLarge extends Error {}

/**
 * Streams a file to disk while hashing and counting it. Refuses `too_large` as soon as it is (100 MB of text,
 * 25 MB of workbook). When the body breaks off, nothing stays behind and the body's own error is thrown.
 * `onChunk` sees every byte that is stored, in order: the API computes a signature with it.
 */
export async function storeFile(
  body: AsyncIterable<Uint8Array>,
  onChunk: (chunk: Uint8Array) => void = () => {},
): Promise<Result<StoredFile>> {
  const filePath = `${newId("upload")}/file`;
  const path = uploadFile(filePath);
  const hash = createHash("sha256");
  const utf8 = utf8Check();
  let bytes = 0;
  let bytesMax = TEXT_FILE_BYTES_MAX;
  const watched = async function* () {
    for await (const chunk of body) {
      if (bytes === 0 && isWorkbook(chunk)) bytesMax = WORKBOOK_BYTES_MAX;
      bytes += chunk.length;
      if (bytes > bytesMax) throw new TooLarge();
      onChunk(chunk);
      hash.update(chunk);
      utf8.add(chunk);
      yield chunk;
    }
  };
  await mkdir(dirname(path), { recursive: true });
  try {
    // Flushed to the disk: an upload that was accepted survives a power cut as its row does.
    await pipeline(watched, createWriteStream(path, { flush: true }));
  } catch (error) {
    await deleteUploadFile(filePath);
    if (!(error instanceof TooLarge)) throw error;
    return refuse(
      "too_large",
      bytesMax === WORKBOOK_BYTES_MAX ? WORKBOOK_PROBLEMS.too_large : TEXT_TOO_LARGE,
    );
  }
  return succeed({ filePath, bytes, sha256: hash.digest(), isUtf8: utf8.isUtf8() });
}

export const TEXT_TOO_LARGE = `This file is larger than ${TEXT_FILE_BYTES_MAX / 1_000_000} MB. Split it and upload the parts one after the other; a pool takes as many uploads as you like.`;

function isWorkbook(head: Uint8Array): boolean {
  const sniffed = sniffKind(head);
  return sniffed.ok && sniffed.kind === "workbook";
}
