import { expect, test } from "vitest";
import { dataFoundWords, forgottenWords } from "#app/ui/privacy-words.ts";

test("what was found of a customer is counted, orders without a message too", () => {
  expect(dataFoundWords({ messages: 2, orders: 0 }, "email")).toBe("2 messages with a code.");
  expect(dataFoundWords({ messages: 1, orders: 1 }, "email")).toBe("1 message and 1 order with a code.");
  expect(dataFoundWords({ messages: 0, orders: 0 }, "email")).toMatch(/^Nothing is stored/);
});

test("where people go by the email platform's own number, nothing found is not said to be nothing stored", () => {
  expect(dataFoundWords({ messages: 0, orders: 0 }, "own")).toMatch(
    /^Shopify's request cannot find this person/,
  );
  expect(dataFoundWords({ messages: 0, orders: 3 }, "own")).toMatch(/^3 orders with a code\. .*under Find/);
});

test("nobody is called forgotten whom the request could not find", () => {
  const erased = {
    id: "priv_1",
    source: "shopify",
    messages: 0,
    orders: 0,
    receivedAt: "2026-11-24T09:00:00.000Z",
    finishedAt: "2026-11-24T09:01:00.000Z",
  };
  expect(forgottenWords(erased, "own", "UTC")).toMatch(/could not find messages/);
  expect(forgottenWords(erased, "email", "UTC")).toMatch(/: nothing was stored, asked by Shopify$/);
  expect(forgottenWords({ ...erased, messages: 1, source: "api" }, "own", "UTC")).toMatch(
    /: 1 message, asked by the email platform$/,
  );
  expect(forgottenWords({ ...erased, finishedAt: null }, "email", "UTC")).toMatch(/: under way$/);
});
