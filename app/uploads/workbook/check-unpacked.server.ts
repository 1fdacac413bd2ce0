import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import type { WorkbookProblem } from "./workbook-problems.ts";

const ZIP = Buffer.from("PK\u0003\u0004", "latin1");

/**
 * Unpacks a zipped workbook into nothing while counting, so that a zip bomb is refused for what it really
 * holds, whatever its headers say. Undefined: it may be read (as may files that are not zipped).
 */
export async function checkUnpacked(
  bytes: Buffer,
  unpackedBytesMax: number,
): Promise<WorkbookProblem | undefined> {
  if (!bytes.subarray(0, ZIP.length).equals(ZIP)) return undefined;
  const names = new Set<string>();
  let unpackedBytes = 0;
  try {
    // An encrypted OpenDocument file says wrong sizes, and deserves a better answer than "broken".
    const zip = await fromBufferPromise(bytes, { validateEntrySizes: false });
    for await (const entry of zip.eachEntry()) {
      names.add(entry.fileName);
      if (entry.isEncrypted()) return "encrypted";
      let manifest = "";
      for await (const chunk of contentOf(zip, entry)) {
        unpackedBytes += chunk.length;
        if (unpackedBytes > unpackedBytesMax) return "too_large_unpacked";
        if (entry.fileName === "META-INF/manifest.xml") manifest += chunk.toString("latin1");
      }
      // An OpenDocument file is encrypted entry by entry, inside an ordinary archive.
      if (manifest.includes("encryption-data")) return "encrypted";
    }
  } catch {
    return "broken";
  }
  return problemOf(names, bytes);
}

async function* contentOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  if (!entry.fileName.endsWith("/")) yield* await zip.openReadStreamPromise(entry);
}

/** What the names in an archive say about it. */
function problemOf(names: Set<string>, bytes: Buffer): WorkbookProblem | undefined {
  if ([...names].some((name) => name.endsWith(".iwa") || name.endsWith("Index.zip"))) return "numbers";
  const excel = [...names].some((name) => name.toLowerCase().startsWith("xl/"));
  // The kind of an OpenDocument file stands unpacked at its very beginning.
  const openDocument =
    names.has("content.xml") && bytes.subarray(0, 200).includes("opendocument.spreadsheet");
  return excel || openDocument ? undefined : "not_a_workbook";
}
