import { expect, test } from "vitest";
import { csvLine } from "#app/csv/csv-line.ts";

const cell = (text: string) => csvLine([text]).slice(0, -2);

test("what a spreadsheet would run gets an apostrophe, however it begins", () => {
  for (const text of [
    '=HYPERLINK("http://evil.example")',
    "+cmd|' /C calc'!A0",
    "-1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "\t=SUM(1)",
    "\r=SUM(1)",
    " =SUM(1)",
    "＝SUM(1)",
    "＠SUM(1)",
  ]) {
    expect(cell(text).replaceAll('""', '"')).toMatch(/^"?'/);
  }
});

test("a code that only looks like one stays as it was written", () => {
  for (const code of ["-10OFF", "+49", "=", "@home", "SAVE-7KQ2"]) expect(cell(code)).toBe(code);
});

test("programs that part at semicolons or tabs find no cell inside of one", () => {
  // Behind a first cell without quotes, the quotes of a later one are letters to them.
  expect(cell("welcome;=SUM(1)")).toBe(`"welcome;'=SUM(1)"`);
  expect(cell("welcome\t=SUM(1)")).toBe(`"welcome\t'=SUM(1)"`);
  expect(cell("welcome\n +cmd|' /C calc'!A0")).toBe(`"welcome\n '+cmd|' /C calc'!A0"`);
  expect(cell("=HYPERLINK（1）")).toBe("'=HYPERLINK（1）");
  expect(cell("welcome;-10OFF")).toBe('"welcome;-10OFF"');
  expect(cell('a"b,c')).toBe('"a""b,c"');
});
