/** One line of a CSV as every spreadsheet program reads it. */
export function csvLine(fields: string[]): string {
  return `${fields.map((field) => quoted(harmless(field))).join(",")}\r\n`;
}

/** Semicolons and tabs too: where the comma is a decimal sign, spreadsheet programs part at those. */
function quoted(field: string): string {
  return /[",;\t\r\n]/.test(field) || field !== field.trim() ? `"${field.replaceAll('"', '""')}"` : field;
}

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe before it. Only what can do harm (a call
 * or a link to a program), so that a code such as -10OFF stays as it was written.
 */
function harmless(field: string): string {
  return /^\s*[=+\-@＝＋－＠]/.test(field) && /[(|!]/.test(field) ? `'${field}` : field;
}
