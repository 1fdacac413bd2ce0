import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isId } from "#app/db/ids.ts";
import { type Arrival, arrivalSchema } from "./arrival.ts";
import { uploadDirectory } from "./upload-files.server.ts";

// An arriving file has a folder under UPLOAD_DIR, which all processes share: its parts and what is known of it. Every
// file is written aside and renamed, so that whatever has its name is whole. Folders that nobody adds to any more go
// with the stale drafts (`deleteStaleDrafts`).

const PART = /^part-([1-9]\d*)$/;

/** Writes down what is known of an arriving file, for the first time or again. */
export async function writeArrival(arrival: Arrival): Promise<void> {
  await writeWhole(join(folderOf(arrival.id), "arrival.json"), Buffer.from(JSON.stringify(arrival)));
}

/** An arriving file of an account. Null: it has none such, or it is an upload by now. */
export async function readArrival(accountId: string, uploadId: string): Promise<Arrival | null> {
  // What is no id of ours must not become a path.
  if (!isId("upload", uploadId)) return null;
  const text = await readFile(join(folderOf(uploadId), "arrival.json"), "utf8").catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  const arrival = text === null ? null : arrivalSchema.parse(JSON.parse(text));
  return arrival?.accountId === accountId ? arrival : null;
}

/** Keeps a part; one that is there already is replaced. */
export async function keepPart(arrival: Arrival, part: number, bytes: Uint8Array): Promise<void> {
  await writeWhole(partPath(arrival.id, part), bytes);
}

/** The numbers of the parts that are there, in order. */
export async function receivedParts(arrival: Arrival): Promise<number[]> {
  const names = await readdir(folderOf(arrival.id)).catch(() => []);
  return names
    .map((name) => Number(PART.exec(name)?.[1] ?? 0))
    .filter((part) => part > 0)
    .sort((one, other) => one - other);
}

/** The bytes of these parts, one after the other. */
export async function* readParts(arrival: Arrival, parts: readonly number[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield* createReadStream(partPath(arrival.id, part));
}

/** Deletes the parts; what is known of the file stays. */
export async function deleteParts(arrival: Arrival): Promise<void> {
  for (const part of await receivedParts(arrival)) await rm(partPath(arrival.id, part), { force: true });
}

/** Deletes an arriving file with everything that is known of it. */
export async function deleteArrival(arrival: Arrival): Promise<void> {
  await rm(folderOf(arrival.id), { recursive: true, force: true });
}

function folderOf(uploadId: string): string {
  return join(uploadDirectory(), uploadId);
}

function partPath(uploadId: string, part: number): string {
  return join(folderOf(uploadId), `part-${part}`);
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const aside = `${path}.${randomUUID()}`;
  const file = await open(aside, "wx");
  try {
    await file.writeFile(bytes);
    // A part that was acknowledged is not sent again: it survives a power cut.
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(aside, path);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
