import { expect, test } from "vitest";
import { choose } from "#app/ui/upload-preview.ts";

test("a choice about columns adds to the earlier ones", () => {
  expect(choose({ codeColumn: 2 }, { hasHeader: false })).toEqual({ codeColumn: 2, hasHeader: false });
});

test("another sheet, separator or encoding lets the columns be guessed anew", () => {
  const chosen = { encoding: "windows-1252", codeColumn: 2, expiryColumn: 3, dateOrder: "dmy" } as const;
  expect(choose(chosen, { delimiter: "tab" })).toEqual({ encoding: "windows-1252", delimiter: "tab" });
  expect(choose(chosen, { sheet: 1 })).toEqual({ encoding: "windows-1252", sheet: 1 });
});
