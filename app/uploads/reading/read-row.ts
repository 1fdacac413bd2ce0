import { checkCode } from "#app/codes/check-code.ts";
import { CELL_CHARACTERS_SHOWN, type Cell, cellText, isBlank, type SourceRow } from "./cell.ts";
import { type ParsedExpiry, parseExpiry } from "./parse-expiry.ts";
import type { Reading } from "./reading-choice.ts";

/** What one row becomes: a code, or a reject with a sentence for the merchant. */
export type ReadRow =
  | { kind: "code"; row: number; code: string; key: string; expiresAt: Date | null }
  | { kind: "invalid"; row: number; code: string; problem: string };

/** How many different expiry texts are remembered: files repeat the same few dates a million times. */
const EXPIRIES_REMEMBERED = 1_000;

/**
 * A reader of rows. `now` decides which expiry dates are already past; the same `now` gives the same rows.
 * Null for a blank row.
 */
export function rowReader(
  how: Pick<Reading, "codeColumn" | "expiryColumn" | "dateOrder" | "timeZone">,
  now: Date,
): (row: SourceRow) => ReadRow | null {
  const remembered = new Map<string, ParsedExpiry>();
  const expiryOf = (cell: Cell | undefined): ParsedExpiry => {
    const text = typeof cell === "object" ? `${cell.date ?? ""}\u0000${cell.text}` : (cell ?? "");
    let expiry = remembered.get(text);
    if (!expiry) {
      expiry = parseExpiry(cell, how);
      if (expiry.ok && expiry.at && expiry.at <= now) {
        expiry = { ok: false, problem: `The code expired on ${cellText(cell).trim()}.` };
      }
      if (remembered.size < EXPIRIES_REMEMBERED && text.length < 100) remembered.set(text, expiry);
    }
    return expiry;
  };
  return ({ row, cells }) => {
    if (isBlank(cells)) return null;
    const cell = cells[how.codeColumn];
    const text = cellText(cell);
    const invalid = (problem: string): ReadRow => ({ kind: "invalid", row, code: showable(text), problem });
    if (typeof cell === "object") {
      const problem = workbookProblem(cell);
      if (problem) return invalid(problem);
    }
    if (LOST_NUMBER.test(text.trim())) return invalid(digitsLost(text.trim()));
    const checked = checkCode(text);
    if (!checked.ok) return invalid(checked.problem);
    if (how.expiryColumn === null)
      return { kind: "code", row, code: checked.code, key: checked.key, expiresAt: null };
    const expiry = expiryOf(cells[how.expiryColumn]);
    if (!expiry.ok) return invalid(expiry.problem);
    return { kind: "code", row, code: checked.code, key: checked.key, expiresAt: expiry.at };
  };
}

/** A long number as a spreadsheet writes it into a CSV: digits that were there are gone. */
const LOST_NUMBER = /^\d[.,]\d+E\+\d{2,3}$/i;

function digitsLost(shown: string): string {
  return `The spreadsheet shows this number as ${shown} and has lost digits of it. Format the column as text and enter the codes again, or save the original list as CSV.`;
}

function workbookProblem(cell: Exclude<Cell, string>): string | undefined {
  if (cell.problem === "digits_lost") return digitsLost(cell.text);
  if (cell.problem === "error_value") return `The cell shows the error ${cell.text} instead of a code.`;
  if (cell.date !== undefined) {
    return `The spreadsheet turned this code into the date ${cell.text}. Format the column as text and enter the code again.`;
  }
  return undefined;
}

/** What can be stored and shown of a text that is not a code: short, and nothing PostgreSQL cannot hold. */
function showable(text: string): string {
  const short = text.trim().slice(0, CELL_CHARACTERS_SHOWN);
  return short.toWellFormed().replace(/\p{Cc}/gu, " ");
}
