import { rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { env } from "#app/config/env.server.ts";

/** Where uploads lie. Each has a folder of its own, which goes as a whole. */
export function uploadDirectory(): string {
  return resolve(env().UPLOAD_DIR);
}

/** The file behind `uploads.file_path`, which is relative so that the directory can move. */
export function uploadFile(filePath: string): string {
  return join(uploadDirectory(), filePath);
}

/** Where the sheets of an uploaded workbook lie once they are converted. */
export function sheetsDirectory(filePath: string): string {
  return join(dirname(uploadFile(filePath)), "sheets");
}

/** Deletes an uploaded file with everything made of it. Harmless when it is gone. */
export async function deleteUploadFile(filePath: string): Promise<void> {
  await rm(dirname(uploadFile(filePath)), { recursive: true, force: true });
}
