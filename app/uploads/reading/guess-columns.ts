import { checkCode } from "#app/codes/check-code.ts";
import { cellText, isBlank, type SourceRow } from "./cell.ts";
import { codeNameRank, expiryNameRank } from "./header-names.ts";
import { dateOrderOf, parseExpiry } from "./parse-expiry.ts";
import { COLUMNS_MAX, type ReadingChoice } from "./reading-choice.ts";

export type ColumnGuess = Pick<ReadingChoice, "hasHeader" | "codeColumn" | "expiryColumn">;

/** Rows below a first row that must all look alike before a first row that does not is taken for a header. */
const ALIKE_ROWS_MIN = 5;

/** Guesses header, code column and expiry column from the first rows of a file. */
export function guessColumns(sample: SourceRow[]): ColumnGuess {
  const rows = sample.filter((row) => !isBlank(row.cells)).map((row) => row.cells.map(cellText));
  const first = rows[0] ?? [];
  const named = bestNamed(first, codeNameRank);
  const namedExpiry = bestNamed(first, expiryNameRank);
  if (named !== null || namedExpiry !== null) {
    const below = rows.slice(1);
    const codeColumn = named ?? mostCodeLike(below.length > 0 ? below : [first], namedExpiry);
    return {
      hasHeader: true,
      codeColumn,
      expiryColumn: namedExpiry === codeColumn ? null : namedExpiry,
    };
  }
  const codeColumn = mostCodeLike(rows.length > 1 ? rows.slice(1) : rows, null);
  const hasHeader = firstIsUnlike(rows.map((row) => row[codeColumn] ?? ""));
  return { hasHeader, codeColumn, expiryColumn: onlyDates(sample, codeColumn, hasHeader) };
}

/** The column whose header name is believed most; of equals the leftmost. */
function bestNamed(header: string[], rankOf: (text: string) => number | undefined): number | null {
  let best: { column: number; rank: number } | null = null;
  header.slice(0, COLUMNS_MAX).forEach((text, column) => {
    const rank = rankOf(text);
    if (rank !== undefined && (!best || rank < best.rank)) best = { column, rank };
  });
  return (best as { column: number } | null)?.column ?? null;
}

/** The column in which most cells could be codes: filled, valid, each different, not dates or addresses. */
function mostCodeLike(rows: string[][], except: number | null): number {
  const width = Math.min(COLUMNS_MAX, Math.max(1, ...rows.map((row) => row.length)));
  let best = { column: except === 0 ? 1 : 0, score: -1 };
  for (let column = 0; column < width; column += 1) {
    if (column === except) continue;
    const cells = rows.map((row) => (row[column] ?? "").trim());
    const score = codeLikeness(cells);
    if (score > best.score + 1e-9) best = { column, score };
  }
  return best.column;
}

function codeLikeness(cells: string[]): number {
  const distinct = new Set(cells.filter((cell) => checkCode(cell).ok)).size;
  const share = (wanted: (cell: string) => boolean) =>
    cells.filter(wanted).length / Math.max(1, cells.length);
  const unlike =
    share((cell) => /\s/.test(cell)) +
    share((cell) => /@|:\/\//.test(cell)) +
    share(isDateText) +
    // Numbers of a few digits are more often a serial number or an amount than a code.
    share((cell) => /^\d{1,5}([.,]\d+)?( ?[%€$£])?$/.test(cell)) * 0.6;
  return distinct / Math.max(1, cells.length) - 0.8 * unlike + 0.1 * share((cell) => /\d/.test(cell));
}

function isDateText(text: string): boolean {
  const iso = parseExpiry(text, { dateOrder: "iso", timeZone: "UTC" });
  return (iso.ok && iso.at !== null) || dateOrderOf(text) !== null;
}

/** A first cell in plain letters above cells of one length that all hold digits is a heading we do not know. */
function firstIsUnlike([first = "", ...others]: string[]): boolean {
  if (others.length < ALIKE_ROWS_MIN || !/^[\p{L} _.-]+$/u.test(first)) return false;
  const length = others[0]?.length;
  return length !== first.length && others.every((cell) => cell.length === length && /\d/.test(cell));
}

/** Without a header: the one other column that holds nothing but readable dates is taken for the expiry. */
function onlyDates(sample: SourceRow[], codeColumn: number, hasHeader: boolean): number | null {
  const rows = sample.filter((row) => !isBlank(row.cells)).slice(hasHeader ? 1 : 0);
  const width = Math.min(COLUMNS_MAX, Math.max(0, ...rows.map((row) => row.cells.length)));
  const dated: number[] = [];
  for (let column = 0; column < width; column += 1) {
    if (column === codeColumn) continue;
    const filled = rows.map((row) => row.cells[column]).filter((cell) => cellText(cell).trim() !== "");
    const dates = filled.every((cell) => parseExpiry(cell, { dateOrder: "iso", timeZone: "UTC" }).ok);
    if (filled.length > 0 && dates) dated.push(column);
  }
  return dated.length === 1 ? (dated[0] ?? null) : null;
}

/** The order of day and month that an expiry column seems to be written in, where it is not ISO. */
export function guessDateOrder(texts: string[]): "dmy" | "mdy" | "either" | null {
  const orders = texts.map(dateOrderOf).filter((order) => order !== null);
  if (orders.length === 0) return null;
  if (orders.includes("dmy") && !orders.includes("mdy")) return "dmy";
  if (orders.includes("mdy") && !orders.includes("dmy")) return "mdy";
  return "either";
}
