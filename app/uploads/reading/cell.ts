/** What a workbook knows about a cell beyond its text. */
export interface RichCell {
  /** As displayed. */
  text: string;
  /** A real spreadsheet date, without a zone: `2026-12-31` or `2026-12-31T10:30:00`. */
  date?: string;
  /** Why the text is not what the merchant means. */
  problem?: "digits_lost" | "error_value";
}

/** One cell: plain text, or text with what a workbook knows about it. */
export type Cell = string | RichCell;

/** One row of a file. `row` counts from 1 as a spreadsheet does: header and blank rows included. */
export interface SourceRow {
  row: number;
  cells: Cell[];
}

/** Characters of a workbook's cell that are kept: more than any code has, so that a longer one stays too long. */
export const CELL_CHARACTERS_KEPT = 1_000;

/** What a row says when it is shown or stored for the merchant, cut so that nothing is ever huge. */
export const CELL_CHARACTERS_SHOWN = 300;

export function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return "";
  return typeof cell === "string" ? cell : cell.text;
}

/** Whether a row has nothing in it; such rows are skipped and not counted. */
export function isBlank(cells: Cell[]): boolean {
  return cells.every((cell) => cellText(cell).trim() === "");
}
