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

test("words go with their number", () => {
  expect(historySentence("upload.completed", { fileName: "spring.csv", added: 1 })).toBe(
    "Upload spring.csv: 1 code added",
  );
  expect(historySentence("contact.erased", { messages: 1 })).toBe(
    "A contact was erased, with the key of 1 message",
  );
  expect(historySentence("codes.missing", { missing: 1 })).toBe(
    "1 code is not in the shop and was taken out",
  );
  expect(historySentence("claims.released", { released: 1_200 })).toBe("1,200 codes released as not sent");
});

test("an erasure that found no message says what it found", () => {
  expect(historySentence("contact.erased", { messages: 0, orders: 0 })).toBe(
    "A contact was to be erased; nothing was stored of them",
  );
  expect(historySentence("contact.erased", { messages: 0, orders: 2 })).toBe(
    "A contact was erased, with the numbers of 2 orders",
  );
});
