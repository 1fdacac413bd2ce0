import { createReadStream } from "node:fs";
import { guessReading } from "#app/uploads/guess-reading.server.ts";
import { identifyFile } from "#app/uploads/identify-file.server.ts";
import { openRows } from "#app/uploads/reading/open-rows.server.ts";
import { type ReadRow, rowReader } from "#app/uploads/reading/read-row.ts";
import type { ReadingChoice } from "#app/uploads/reading/reading-choice.ts";
import { rowSource } from "#app/uploads/row-source.server.ts";
import { storeFile } from "#app/uploads/store-file.server.ts";
import { deleteUploadFile } from "#app/uploads/upload-files.server.ts";

export interface ReadUpload {
  choice?: ReadingChoice;
  rows: ReadRow[];
  /** Why the file was refused, or could not be read to its end. */
  problem?: string;
}

/** What the whole way from bytes to rows makes of a file, with the choices that the merchant would make. */
export async function readUpload(
  body: string | AsyncIterable<Uint8Array>,
  chosen: Partial<ReadingChoice> = {},
  zone = "Europe/Berlin",
): Promise<ReadUpload> {
  const source: AsyncIterable<Uint8Array> = typeof body === "string" ? createReadStream(body) : body;
  const stored = await storeFile(source);
  if (!stored.ok) return { rows: [], problem: stored.refusal.detail };
  const { filePath } = stored.value;
  try {
    const identified = await identifyFile(filePath);
    if (!identified.ok) return { rows: [], problem: identified.problem };
    const { choice } = await guessReading(filePath, identified.file, chosen);
    const read = rowReader({ ...choice, timeZone: zone }, new Date("2026-11-23T09:00:00Z"));
    const rows: ReadRow[] = [];
    for await (const batch of openRows(rowSource(filePath, identified.file.kind, choice))) {
      if (!batch.ok) return { choice, rows, problem: batch.problem };
      for (const source of batch.rows) {
        const row = read(source);
        if (row) rows.push(row);
      }
    }
    return { choice, rows: choice.hasHeader ? rows.slice(1) : rows };
  } finally {
    await deleteUploadFile(filePath);
  }
}

/** The bytes of a text, in one piece. */
export async function* bytesOf(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === "string" ? Buffer.from(part) : part;
}

/** `CODE@expiry`, `CODE`, or `!problem`, row by row: short to compare. */
export function summary(rows: ReadRow[]): string[] {
  return rows.map((row) => {
    if (row.kind === "invalid") return `!${row.problem}`;
    return row.expiresAt ? `${row.code}@${row.expiresAt.toISOString()}` : row.code;
  });
}
