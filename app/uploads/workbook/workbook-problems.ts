import { WORKBOOK_BYTES_MAX, WORKBOOK_ROWS_MAX } from "#app/config/limits.ts";

const SAVE_AS_CSV = "Save the sheet with your codes as CSV and upload that file.";
const rows = WORKBOOK_ROWS_MAX.toLocaleString("en-US");

/** Everything that can be wrong with a workbook, in words for the merchant. */
export const WORKBOOK_PROBLEMS = {
  encrypted:
    "This workbook is protected by a password. Save it without a password, or save the sheet as CSV.",
  not_a_workbook: `This file is neither a list of codes nor a workbook that can be read (.xlsx, .xls or .ods). ${SAVE_AS_CSV}`,
  broken: `This workbook is damaged and cannot be read. Open it in your spreadsheet program and save it again, or save it as CSV.`,
  numbers: "This is an Apple Numbers document. Export it as CSV or Excel and upload that file.",
  too_large: `This workbook is larger than ${WORKBOOK_BYTES_MAX / 1_000_000} MB. ${SAVE_AS_CSV}`,
  too_large_unpacked: `This workbook is too large to be read. ${SAVE_AS_CSV}`,
  too_many_rows: `A sheet of this workbook has more than ${rows} rows. ${SAVE_AS_CSV}`,
  memory: `This workbook needs too much memory to be read. ${SAVE_AS_CSV}`,
  time: `This workbook takes too long to be read. ${SAVE_AS_CSV}`,
  busy: "Other workbooks are being read at the moment. Wait a minute and upload the file again.",
  empty: "There is nothing in this workbook. Choose the file that holds your codes.",
} as const;

export type WorkbookProblem = keyof typeof WORKBOOK_PROBLEMS;

/** One sheet that holds at least one cell, in the workbook's order. */
export interface SheetSummary {
  name: string;
  /** Up to the last row that holds anything. */
  rows: number;
}

/** What the reading process says at its end. */
export type WorkbookResult = { ok: true; sheets: SheetSummary[] } | { ok: false; problem: WorkbookProblem };
