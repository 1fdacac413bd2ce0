import { expect, test } from "vitest";
import { storeFill } from "#app/replenishment/store-fill.ts";
import { wastedSentence } from "#app/ui/dynamic-words.ts";
import { fillSentence, fillTitle } from "#app/ui/store-codes-words.ts";

test("a store is nearly full from 80 % of what Shopify holds, and full where minting stops", () => {
  expect(storeFill(15_999_999, 18_000_000)).toBe("fine");
  expect(storeFill(16_000_000, 18_000_000)).toBe("warn");
  expect(storeFill(17_999_999, 18_000_000)).toBe("warn");
  expect(storeFill(18_000_000, 18_000_000)).toBe("full");
});

test("an operator who stops sooner warns sooner", () => {
  expect(storeFill(899, 1_000)).toBe("fine");
  expect(storeFill(900, 1_000)).toBe("warn");
  expect(storeFill(1_000, 1_000)).toBe("full");
});

test("both say what to do, with the numbers", () => {
  const store = { storeId: "store_1", name: "Acorn", held: 16_500_000, stopAt: 18_000_000 };
  expect(fillTitle({ ...store, fill: "warn" })).toBe("Acorn is nearly full of discount codes");
  expect(fillSentence({ ...store, fill: "warn" })).toMatch(
    /16,500,000 .* 18,000,000 .* archive dynamic pools/,
  );
  expect(fillTitle({ ...store, fill: "full" })).toBe("Acorn is full of discount codes");
  expect(fillSentence({ ...store, fill: "full" })).toMatch(/no more are made.* archive dynamic pools/);
});

test("what was wasted is told by day", () => {
  const days = [
    { day: "2026-11-24", codes: 1_090 },
    { day: "2026-11-22", codes: 10 },
  ];
  expect(wastedSentence(days)).toMatch(
    /^1,100 codes wasted in the last 7 days \(24 Nov: 1,090, 22 Nov: 10\)/,
  );
});
