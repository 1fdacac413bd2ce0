import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import iconv from "iconv-lite";
import type { SourceRow } from "./cell.ts";
import { csvRows } from "./csv-rows.ts";
import { byteOrderMarkBytes } from "./detect-encoding.ts";
import { jsonRows } from "./json-rows.ts";
import { readHead } from "./read-head.server.ts";
import type { Delimiter, Encoding } from "./reading-choice.ts";

/** A file in one of the two text forms that rows are read from. */
export type RowSource =
  | { form: "text"; path: string; encoding: Encoding; delimiter: Delimiter }
  /** One JSON array of cells a line: a converted sheet, or a list from the API. */
  | { form: "json"; path: string };

/** Some rows and how much of the file they and all before them took, or why reading stops. */
export type ReadBatch = { ok: true; rows: SourceRow[]; shareRead: number } | { ok: false; problem: string };

/** Bytes handled at once: about 3 ms of work, so that claims in the same process are not held up. */
const CHUNK_BYTES = 32_768;

/**
 * Streams the rows of a file. Reading the same file the same way gives the same rows with the same numbers.
 * Throws when the file is not there.
 */
export async function* openRows(source: RowSource): AsyncGenerator<ReadBatch> {
  const { size } = await stat(source.path);
  const start =
    source.form === "text" ? byteOrderMarkBytes(await readHead(source.path, 4), source.encoding) : 0;
  let bytesRead = start;
  const stream = createReadStream(source.path, { start, highWaterMark: CHUNK_BYTES });
  const counted = async function* () {
    for await (const chunk of stream) {
      bytesRead += chunk.length;
      yield chunk as Buffer;
    }
  };
  try {
    const batches =
      source.form === "text"
        ? csvRows(decoded(counted(), source.encoding), source.delimiter)
        : jsonRows(counted());
    for await (const batch of batches) {
      if (batch.ok) yield { ...batch, shareRead: size === 0 ? 1 : bytesRead / size };
      else return yield batch;
    }
  } finally {
    stream.destroy();
  }
}

/** UTF-8 is left to the parser, which takes bytes. */
async function* decoded(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer | string> {
  if (encoding === "utf-8") return yield* chunks;
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of chunks) yield decoder.write(chunk);
  yield decoder.end() ?? "";
}
