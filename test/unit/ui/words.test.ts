import { expect, test } from "vitest";
import { codeSentence, foundWords } from "#app/ui/look-up-words.ts";
import { lowWaterSentence, whenDrySentence } from "#app/ui/pool-words.ts";
import { isPhone } from "#app/ui/small-screen.ts";

test("the sentence about an empty pool names the shared code only once there is one", () => {
  expect(whenDrySentence({ type: "static", whenDry: "stop", fallbackCode: null })).toMatch(/no code/);
  expect(whenDrySentence({ type: "static", whenDry: "fallback", fallbackCode: "" })).toMatch(/a shared code/);
  expect(whenDrySentence({ type: "static", whenDry: "fallback", fallbackCode: "CART10" })).toMatch(/CART10/);
});

test("a low-water mark of zero means never low", () => {
  expect(lowWaterSentence({ lowWaterUnit: "percent", lowWaterValue: 0 })).toMatch(/never/);
  expect(lowWaterSentence({ lowWaterUnit: "count", lowWaterValue: 1 })).toBe(
    "Counts as low when 1 code or fewer remain.",
  );
});

test("a code that was given back says from when it may be assigned again", () => {
  const found = { code: "SAVE-1", state: "quarantined", returnsAt: "2026-11-24T12:00:00Z" };
  expect(codeSentence(found, "UTC")).toBe(
    "SAVE-1 was given back and waits to be assigned again from 24 Nov 2026, 12:00.",
  );
});

test("a list of found messages that has several pages does not pretend to be all of them", () => {
  const found = { asked: "ada", page: 1, hasOlder: false };
  expect(foundWords({ ...found, count: 0 })).toBe("Nothing found for ada");
  expect(foundWords({ ...found, count: 1 })).toBe("Found for ada");
  expect(foundWords({ ...found, count: 100 })).toBe("100 found for ada");
  expect(foundWords({ ...found, count: 100, hasOlder: true })).toBe("The newest 100 found for ada");
  expect(foundWords({ ...found, count: 20, page: 2 })).toBe("Older ones found for ada");
  expect(foundWords({ ...found, count: 0, page: 2 })).toBe("Nothing older found for ada");
});

test("the browser's own hint decides what a phone is, else its name", () => {
  const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)";
  expect(isPhone(new Headers({ "sec-ch-ua-mobile": "?0", "user-agent": phone }))).toBe("no");
  expect(isPhone(new Headers({ "user-agent": phone }))).toBe("yes");
  expect(isPhone(new Headers())).toBe("no");
});
