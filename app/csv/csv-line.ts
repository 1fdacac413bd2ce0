/** One line of a CSV as every spreadsheet program reads it. */
export function csvLine(fields: string[]): string {
  return `${fields.map((field) => quoted(harmless(field))).join(",")}\r\n`;
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) || field !== field.trim() ? `"${field.replaceAll('"', '""')}"` : field;
}

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe before it. Only what can do harm (a call
 * or a link to a program), so that a code such as -10OFF stays as it was written.
 */
function harmless(field: string): string {
  return /^[=+\-@]/.test(field) && /[(|!]/.test(field) ? `'${field}` : field;
}
