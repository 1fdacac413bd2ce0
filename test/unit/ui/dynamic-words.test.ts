import { describe, expect, test } from "vitest";
import { UNAVAILABLE_REASONS } from "#app/pools/pool-view.ts";
import {
  expirySentence,
  isFilling,
  isStillEmpty,
  ordinal,
  unavailableWords,
  waitSentence,
} from "#app/ui/dynamic-words.ts";

test("every reason says why and how it is repaired", () => {
  const words = UNAVAILABLE_REASONS.map((reason) => unavailableWords(reason, "described"));
  expect(new Set(words.map(({ why }) => why)).size).toBe(UNAVAILABLE_REASONS.length);
  for (const { why, repair } of words) expect(`${why} ${repair}`).toMatch(/^[A-Z].+\. [A-Z].+\.$/);
  expect(unavailableWords("something_new", "described").why).toMatch(/does not work/);
});

test("an expiry is told in words, its precision too", () => {
  expect(expirySentence(null)).toMatch(/as long as the offer/);
  expect(expirySentence({ validDays: 1, precision: "day" })).toMatch(/end of the day after the one/);
  expect(expirySentence({ validDays: 14, precision: "day" })).toMatch(/until the end of the 14th day/);
  expect(expirySentence({ validDays: 30, precision: "week" })).toMatch(/at least .* at most six days more/);
});

test("ordinals", () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111].map(ordinal)).toEqual([
    "1st",
    "2nd",
    "3rd",
    "4th",
    "11th",
    "12th",
    "13th",
    "21st",
    "22nd",
    "103rd",
    "111th",
  ]);
});

test("what a message does without a ready code", () => {
  const pool = { waitMilliseconds: 1_500, notReadyFallback: true, fallbackCode: "X" };
  expect(waitSentence(pool)).toMatch(/up to 1.5 seconds, then gets the shared code X/);
  expect(waitSentence({ ...pool, waitMilliseconds: 0, notReadyFallback: false })).toMatch(/gets no code/);
});

describe("a pool's page looks again", () => {
  const counts = {
    added: 0,
    pending: 0,
    available: 0,
    assigned: 0,
    redeemed: 0,
    quarantined: 0,
    expired: 0,
    rejected: 0,
    voided: 0,
    undone: 0,
  };
  const pool = { status: "active" as const, remaining: null, counts, dynamic: { bufferTarget: 250 } };

  test("while codes are being made, and before the first ones are", () => {
    expect(isFilling({ ...pool, counts: { ...counts, available: 250, pending: 1 } })).toBe(true);
    expect(isFilling(pool)).toBe(true);
    expect(isFilling({ ...pool, dynamic: { bufferTarget: 0 } })).toBe(true);
    expect(isStillEmpty(pool)).toBe(true);
  });

  test("not once the buffer is filled far enough that nothing is made", () => {
    expect(isFilling({ ...pool, counts: { ...counts, available: 130 } })).toBe(false);
  });

  test("not when the limit leaves nothing to make", () => {
    expect(isFilling({ ...pool, remaining: 0 })).toBe(false);
    expect(isFilling({ ...pool, remaining: 5, counts: { ...counts, available: 5 } })).toBe(false);
  });

  test("not when it is static, archived or unavailable", () => {
    expect(isFilling({ ...pool, dynamic: null })).toBe(false);
    expect(isFilling({ ...pool, status: "archived" })).toBe(false);
    expect(isFilling({ ...pool, status: "unavailable" })).toBe(false);
  });
});
