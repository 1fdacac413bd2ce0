import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { CellObject, WorkBook, WorkSheet } from "xlsx";
import { WORKBOOK_ROWS_MAX } from "#app/config/limits.ts";
import { type Cell, cellText } from "#app/uploads/reading/cell.ts";
import { COLUMNS_MAX } from "#app/uploads/reading/reading-choice.ts";
import { SHEET_INDEX, sheetFile } from "./sheet-files.ts";
import { workbookCell } from "./workbook-cell.ts";
import type { SheetSummary, WorkbookResult } from "./workbook-problems.ts";

/** Characters gathered before they are written. */
const WRITE_CHARACTERS = 262_144;

/** Writes every sheet that holds anything into the directory, then the index that says they are complete. */
export function writeSheets(workbook: WorkBook, directory: string): WorkbookResult {
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const sheets: SheetSummary[] = [];
  for (const name of workbook.SheetNames) {
    const sheet = workbook.Sheets[name];
    const rows = sheet && lastRow(sheet);
    if (!sheet || !rows) continue;
    if (rows > WORKBOOK_ROWS_MAX) return { ok: false, problem: "too_many_rows" };
    writeSheet(sheet, rows, join(directory, sheetFile(sheets.length)), date1904);
    sheets.push({ name, rows });
    delete workbook.Sheets[name];
  }
  if (sheets.length === 0) return { ok: false, problem: "empty" };
  writeFileSync(join(directory, SHEET_INDEX), JSON.stringify(sheets));
  return { ok: true, sheets };
}

function rowsOf(sheet: WorkSheet): (CellObject[] | undefined)[] {
  const rows = sheet["!data"];
  return Array.isArray(rows) ? rows : [];
}

/** The number of the last row with anything in it. */
function lastRow(sheet: WorkSheet): number {
  const rows = rowsOf(sheet);
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    if (rows[index]?.some((cell) => cell?.v !== undefined && cell.v !== "")) return index + 1;
  }
  return 0;
}

function writeSheet(sheet: WorkSheet, lastRowNumber: number, path: string, date1904: boolean): void {
  const file = openSync(path, "w");
  const rows = rowsOf(sheet);
  let text = "";
  for (let index = 0; index < lastRowNumber; index += 1) {
    text += `${JSON.stringify(cellsOf(rows[index], date1904))}\n`;
    if (text.length > WRITE_CHARACTERS) {
      writeSync(file, text);
      text = "";
    }
  }
  writeSync(file, text);
  closeSync(file);
}

/** The cells of a row up to the last filled one. */
function cellsOf(row: CellObject[] | undefined, date1904: boolean): Cell[] {
  const cells: Cell[] = [];
  for (let column = 0; column < Math.min(row?.length ?? 0, COLUMNS_MAX); column += 1) {
    cells.push(workbookCell(row?.[column], date1904));
  }
  while (cells.length > 0 && cellText(cells.at(-1)) === "") cells.pop();
  return cells;
}
