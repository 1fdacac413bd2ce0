import iconv from "iconv-lite";
import type { IdentifiedFile } from "./identify-file.server.ts";
import { isBlank, type SourceRow } from "./reading/cell.ts";
import { detectDelimiter } from "./reading/detect-delimiter.ts";
import { byteOrderMarkBytes } from "./reading/detect-encoding.ts";
import { guessColumns } from "./reading/guess-columns.ts";
import { openRows } from "./reading/open-rows.server.ts";
import { readHead } from "./reading/read-head.server.ts";
import type { Delimiter, Encoding, ReadingChoice } from "./reading/reading-choice.ts";
import { SNIFF_BYTES } from "./reading/sniff-kind.ts";
import { rowSource } from "./row-source.server.ts";
import { uploadFile } from "./upload-files.server.ts";

/** Filled rows that are looked at for a guess. */
const SAMPLE_ROWS = 200;

export interface GuessedReading {
  choice: ReadingChoice;
  /** The first filled rows, the header included. */
  sample: SourceRow[];
  /** Why the file cannot be read beyond the sample, if that is so. */
  problem: string | null;
}

/** How a file is probably meant to be read; what the merchant has chosen stands, the rest is guessed. */
export async function guessReading(
  filePath: string,
  file: IdentifiedFile,
  chosen: Partial<ReadingChoice> = {},
): Promise<GuessedReading> {
  const encoding = chosen.encoding ?? (file.kind === "text" ? file.encoding : "utf-8");
  const delimiter =
    chosen.delimiter ??
    (file.kind === "text" ? await guessDelimiter(uploadFile(filePath), encoding) : "comma");
  const sheet = chosen.sheet ?? (file.kind === "workbook" ? sheetWithMostRows(file) : 0);
  const { sample, problem } = await readSample(filePath, file.kind, { sheet, encoding, delimiter });
  const guessed: ReadingChoice = {
    sheet,
    encoding,
    delimiter,
    ...guessColumns(sample),
    dateOrder: "iso",
  };
  const choice = { ...guessed, ...chosen };
  if (choice.expiryColumn === choice.codeColumn) choice.expiryColumn = null;
  return { choice, sample, problem };
}

/** The first of the sheets with the most rows: lists of codes are longer than what is written about them. */
function sheetWithMostRows(file: IdentifiedFile & { kind: "workbook" }): number {
  const most = Math.max(...file.sheets.map(({ rows }) => rows));
  return Math.max(
    0,
    file.sheets.findIndex(({ rows }) => rows === most),
  );
}

async function guessDelimiter(path: string, encoding: Encoding): Promise<Delimiter> {
  const head = await readHead(path, SNIFF_BYTES);
  const text = iconv.decode(head.subarray(byteOrderMarkBytes(head, encoding)), encoding);
  // The last line may be cut in the middle.
  const whole = head.length < SNIFF_BYTES ? text : text.replace(/[^\r\n]*$/, "");
  return await detectDelimiter(whole);
}

async function readSample(
  filePath: string,
  kind: IdentifiedFile["kind"],
  choice: Pick<ReadingChoice, "sheet" | "encoding" | "delimiter">,
): Promise<{ sample: SourceRow[]; problem: string | null }> {
  const sample: SourceRow[] = [];
  for await (const batch of openRows(rowSource(filePath, kind, choice))) {
    if (!batch.ok) return { sample, problem: batch.problem };
    sample.push(...batch.rows.filter((row) => !isBlank(row.cells)).slice(0, SAMPLE_ROWS - sample.length));
    if (sample.length >= SAMPLE_ROWS) break;
  }
  return { sample, problem: null };
}
