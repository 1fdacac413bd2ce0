/** The list of a converted workbook's sheets; there only when all of them are complete. */
export const SHEET_INDEX = "sheets.json";

/** The file of one converted sheet, by its place in the list. */
export function sheetFile(index: number): string {
  return `sheet-${index}.jsonl`;
}
