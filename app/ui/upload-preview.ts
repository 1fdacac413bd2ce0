import type { ReadingChoice } from "../uploads/reading/reading-choice.ts";

/** What the preview of a draft shows; `uploads/preview-upload` makes it. */
export interface PreviewView {
  kind: "text" | "workbook" | "list";
  sheets: { name: string; rows: number }[];
  choice: ReadingChoice;
  columns: { index: number; name: string }[];
  rows: { row: number; cells: string[]; becomes: PreviewedRowView }[];
  checked: { rows: number; codes: number; invalid: number };
  dateOrderHint: "dmy" | "mdy" | "either" | null;
  sameFile: { uploadId: string; poolId: string; poolName: string; at: string } | null;
  problem: string | null;
}

export type PreviewedRowView =
  | { kind: "code"; code: string; expiresAt: string | null }
  | { kind: "invalid"; problem: string };

/** What the merchant has changed of the guessed reading. */
export type Chosen = Partial<ReadingChoice>;

/**
 * The changes after one more. Another sheet, separator or encoding gives other columns, so that what was
 * chosen about columns is guessed anew.
 */
export function choose(chosen: Chosen, change: Chosen): Chosen {
  const splitsAnew = "sheet" in change || "delimiter" in change || "encoding" in change;
  if (!splitsAnew) return { ...chosen, ...change };
  const { hasHeader, codeColumn, expiryColumn, dateOrder, ...kept } = chosen;
  return { ...kept, ...change };
}

export const DELIMITER_WORDS = {
  comma: "Comma ,",
  semicolon: "Semicolon ;",
  tab: "Tab",
  pipe: "Bar |",
  none: "None: one code per line",
} as const satisfies Record<ReadingChoice["delimiter"], string>;

export const ENCODING_WORDS = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 (little endian)",
  "utf-16be": "UTF-16 (big endian)",
  "windows-1252": "Windows (Western European)",
} as const satisfies Record<ReadingChoice["encoding"], string>;

export const DATE_ORDER_WORDS = {
  iso: "Year-month-day, as 2026-12-31",
  dmy: "Day first, as 31/12/2026",
  mdy: "Month first, as 12/31/2026",
} as const satisfies Record<ReadingChoice["dateOrder"], string>;
