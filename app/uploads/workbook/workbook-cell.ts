import { type CellObject, SSF } from "xlsx";
import { CELL_CHARACTERS_KEPT, type Cell } from "#app/uploads/reading/cell.ts";

/** Digits that a spreadsheet keeps of a number; what it shows beyond them is made up. */
const DIGITS_KEPT = 15;
/** The day after which a serial number is a date; smaller ones are times of day. */
const FIRST_DATE_SERIAL = 1;

/** One cell of a workbook as it is displayed, with what its text alone would not tell. */
export function workbookCell(cell: CellObject | undefined, date1904: boolean): Cell {
  if (!cell || cell.v === undefined || cell.v === null) return "";
  switch (cell.t) {
    case "s":
      return cut(String(cell.v));
    case "n":
      return numericCell(cell, Number(cell.v), date1904);
    case "b":
      return cell.v ? "TRUE" : "FALSE";
    case "e":
      return { text: cut(cell.w ?? "#ERROR"), problem: "error_value" };
    case "d":
      return { text: cut(cell.w ?? String(cell.v)), date: wallText(new Date(cell.v as Date)) };
    case "z":
      return "";
    default:
      return cell.t satisfies never;
  }
}

function numericCell(cell: CellObject, value: number, date1904: boolean): Cell {
  const format = String(cell.z ?? "General");
  // A language tag such as [$-409] shows nothing; the formatter would print it as a dollar sign.
  const untagged = format.replace(/\[\$-[^\]]*\]/g, "");
  const text = cut(
    untagged === format ? (cell.w ?? String(value)) : SSF.format(untagged, value, { date1904 }),
  );
  if (SSF.is_date(format) && value >= FIRST_DATE_SERIAL) {
    const { y, m, d, H, M, S } = SSF.parse_date_code(value, { date1904 });
    return { text, date: wallText(new Date(Date.UTC(y, m - 1, d, H, M, S))) };
  }
  const digits = text.replace(/\D/g, "").replace(/^0+/, "").length;
  const scientific = /\dE[+-]?\d+$/i.test(text.trim());
  return scientific || digits > DIGITS_KEPT ? { text, problem: "digits_lost" } : text;
}

/** A spreadsheet's date has no zone: `2026-12-31`, or with the time when it has one. */
function wallText(utc: Date): string {
  const [day = "", time = ""] = utc.toISOString().slice(0, 19).split("T");
  return time === "00:00:00" ? day : `${day}T${time}`;
}

function cut(text: string): string {
  return text.length > CELL_CHARACTERS_KEPT ? text.slice(0, CELL_CHARACTERS_KEPT) : text;
}
