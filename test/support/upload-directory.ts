import { mkdtempSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/**
 * Gives the test file a directory of its own for uploaded files. Call at the top of the file, before anything
 * reads the environment. `files()` is what lies in it.
 */
export function uploadDirectoryOfItsOwn(): { files: () => Promise<string[]> } {
  const directory = mkdtempSync(join(tmpdir(), "coupon-pools-uploads-"));
  process.env.UPLOAD_DIR = directory;
  afterAll(async () => await rm(directory, { recursive: true, force: true }));
  return { files: async () => await readdir(directory) };
}
