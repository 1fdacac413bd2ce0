import { type CsvError, parse } from "csv-parse";
import type { SourceRow } from "./cell.ts";
import { COLUMNS_MAX, type Delimiter } from "./reading-choice.ts";

/** Some rows of a file, or a sentence that says why the file cannot be read any further. */
export type RowBatch = { ok: true; rows: SourceRow[] } | { ok: false; problem: string };

const DELIMITER_TEXTS: Record<Delimiter, string> = {
  comma: ",",
  semicolon: ";",
  tab: "\t",
  pipe: "|",
  // csv-parse wants one; no text holds this.
  none: "\u0000\u0001\u0000\u0001",
};

/** Characters of one row, beyond which a file is refused. The longest honest row is far below. */
const ROW_CHARACTERS_MAX = 1_000_000;

/**
 * The rows of delimited text, chunk by chunk, so that memory never holds more than one chunk and one row.
 * All three line ends work, mixed too. Quotes inside a field are taken literally.
 */
export async function* csvRows(
  chunks: AsyncIterable<Buffer | string> | Iterable<Buffer | string>,
  delimiter: Delimiter,
): AsyncGenerator<RowBatch> {
  let row = 0;
  let rows: SourceRow[] = [];
  const parser = parse({
    delimiter: DELIMITER_TEXTS[delimiter],
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    on_record: (cells: string[]) => {
      row += 1;
      rows.push({ row, cells: row === 1 ? withoutSeparatorHint(cells) : cells.slice(0, COLUMNS_MAX) });
      return null;
    },
  });
  const failed = new Promise<CsvError>((resolve) => parser.once("error", resolve));
  parser.resume();
  let sinceLastRow = 0;
  for await (const chunk of chunks) {
    const error = await new Promise<Error | null | undefined>((resolve) => parser.write(chunk, resolve));
    if (error) return yield problemOf(await failed, row);
    sinceLastRow = rows.length > 0 ? chunk.length : sinceLastRow + chunk.length;
    yield { ok: true, rows };
    rows = [];
    // Whatever it is made of, a row that goes on and on is not kept in memory to its end.
    if (sinceLastRow > ROW_CHARACTERS_MAX) return yield { ok: false, problem: tooLong(row + 1) };
  }
  const ended = new Promise<null>((resolve) => parser.once("end", () => resolve(null)));
  parser.end();
  const error = await Promise.race([ended, failed]);
  yield error ? problemOf(error, row) : { ok: true, rows };
}

/** Excel writes `sep=;` as the first line of some files; it is no row of the merchant's. */
function withoutSeparatorHint(cells: string[]): string[] {
  const isHint = /^sep=.?$/i.test(cells[0] ?? "") && cells.slice(1).every((cell) => cell === "");
  return isHint ? [] : cells.slice(0, COLUMNS_MAX);
}

function problemOf(error: CsvError, rowsRead: number): RowBatch {
  if (error.code !== "CSV_QUOTE_NOT_CLOSED") throw error;
  return {
    ok: false,
    problem: `A quotation mark opened in row ${rowsRead + 1} is never closed. Correct that row and upload the file again.`,
  };
}

function tooLong(row: number): string {
  return `Row ${row} is longer than ${ROW_CHARACTERS_MAX / 1_000_000} million characters. Put each code on a line of its own; if the row begins with a quotation mark, check that it is closed.`;
}
