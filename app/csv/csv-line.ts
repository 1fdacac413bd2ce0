/** One line of a CSV as every spreadsheet program reads it. */
export function csvLine(fields: string[]): string {
  return `${fields.map((field) => quoted(harmless(field))).join(",")}\r\n`;
}

/** Semicolons and tabs too: where the comma is a decimal sign, spreadsheet programs part at those. */
function quoted(field: string): string {
  return /[",;\t\r\n]/.test(field) || field !== field.trim() ? `"${field.replaceAll('"', '""')}"` : field;
}

/** What a formula needs to do harm: a call, or a link to a program. */
const HARMS = /[(|!（｜！]/;
const BEGINS = /^\s*[=+\-@＝＋－＠]/;
/** Behind what some programs part at. Quotes do not help there: to them a cell that begins before the quote has none. */
const BEGINS_WITHIN = /([;\t\r\n]\s*)(?=[=+\-@＝＋－＠])/g;

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe before it, and so does each part of it that a
 * program would take for a cell. Only what can do harm, so that a code such as -10OFF stays as it was written.
 */
function harmless(field: string): string {
  if (!HARMS.test(field)) return field;
  return `${BEGINS.test(field) ? "'" : ""}${field}`.replace(BEGINS_WITHIN, "$1'");
}
