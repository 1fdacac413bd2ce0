import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AnsweredRow, answerOf, outcomeAgain } from "#app/claims/answer-of.ts";
import { findRepeats } from "#app/claims/find-repeats.ts";

function message(key: string, contact = "ada", campaignId = "welcome") {
  return { key, contactHash: Buffer.from(contact), campaignId };
}

describe("a key twice in a request", () => {
  test("is asked for once, and its second place points to the first", () => {
    const [a, b] = [message("a"), message("b")];
    expect(findRepeats([a, b, message("a"), message("a")])).toEqual({
      firsts: [a, b],
      firstOf: [0, 1, 0, 0],
      reused: [],
    });
  });

  test("with another contact or campaign is a key used for two messages", () => {
    expect(findRepeats([message("a"), message("a", "bob"), message("a")]).reused).toEqual([1]);
    expect(findRepeats([message("a"), message("a", "ada", "sale")]).reused).toEqual([1]);
  });

  test("whatever the request: every entry finds its own key, each key is asked for once, in order", () => {
    const entries = fc.array(
      fc.record({
        key: fc.constantFrom("a", "b", "c", "__proto__", "constructor", ""),
        contactHash: fc.constantFrom(Buffer.from("ada"), Buffer.from("bob")),
        campaignId: fc.constantFrom("welcome", "sale"),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(entries, (asked) => {
        const { firsts, firstOf, reused } = findRepeats(asked);
        expect(new Set(firsts.map(({ key }) => key)).size).toBe(firsts.length);
        expect(firstOf.map((place) => firsts[place]?.key)).toEqual(asked.map(({ key }) => key));
        for (const [index, entry] of asked.entries()) {
          const first = asked.find(({ key }) => key === entry.key) ?? entry;
          const isSame = first.contactHash.equals(entry.contactHash) && first.campaignId === entry.campaignId;
          expect(reused.includes(index)).toBe(!isSame);
        }
      }),
    );
  });
});

describe("an outcome", () => {
  test("a second time in one request is what a request of its own would get", () => {
    const again = (["assigned", "kept", "repeated", "fallback", "exhausted", "released"] as const).map(
      outcomeAgain,
    );
    expect(again).toEqual(["repeated", "repeated", "repeated", "fallback", "exhausted", "released"]);
  });

  const row: AnsweredRow = {
    outcome: "assigned",
    code: "CODE",
    assignedAt: new Date(Date.UTC(2026, 10, 23, 9)),
    expiresAt: new Date(Date.UTC(2026, 11, 23)),
  };

  test("with a code says when it was assigned and when it expires; a fixed code does not expire", () => {
    expect(answerOf("k", row)).toEqual({
      key: "k",
      outcome: "assigned",
      code: "CODE",
      assignedAt: "2026-11-23T09:00:00.000Z",
      expiresAt: "2026-12-23T00:00:00.000Z",
    });
    expect(answerOf("k", { ...row, outcome: "kept", expiresAt: null })).toMatchObject({ expiresAt: null });
    expect(answerOf("k", { ...row, outcome: "fallback" })).toMatchObject({ code: "CODE", expiresAt: null });
  });

  test("without a code never shows one, whatever the row holds", () => {
    for (const outcome of ["exhausted", "released"] as const) {
      expect(answerOf("k", { ...row, outcome })).toEqual({
        key: "k",
        outcome,
        code: null,
        assignedAt: null,
        expiresAt: null,
      });
    }
  });

  test("that promises a code and has none is a bug, not an answer", () => {
    for (const outcome of ["assigned", "repeated", "kept", "fallback"] as const) {
      expect(() => answerOf("k", { ...row, outcome, code: null })).toThrow("without a code");
    }
    expect(() => answerOf("k", { ...row, outcome: "reused" })).toThrow();
  });
});
