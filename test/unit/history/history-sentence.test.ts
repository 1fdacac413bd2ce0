import { expect, test } from "vitest";
import { historySentence } from "#app/history/history-verbs.ts";

test("details are filled in, and a missing one leaves no hole in braces", () => {
  expect(historySentence("upload.completed", { fileName: "spring.csv", added: 12 })).toBe(
    "Upload spring.csv: 12 codes added",
  );
  expect(historySentence("pool.edited", {})).toBe("Pool edited: ");
  expect(historySentence("pool.unavailable", { reason: "discount_deleted" })).toBe(
    "Stopped handing out codes: its discount was deleted",
  );
});
