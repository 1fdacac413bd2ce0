import { expect, test } from "vitest";
import type { OutlookView } from "#app/forecast/outlook-view.ts";
import { outlookInShort, outlookSentence } from "#app/ui/outlook-words.ts";

const now = "2026-11-24T12:00:00.000Z";
const hours = (count: number) => new Date(Date.parse(now) + count * 3_600_000).toISOString();
const soon = (at: number, earliest: number | null, latest: number | null): OutlookView => ({
  kind: "soon",
  at: hours(at),
  earliest: earliest === null ? null : hours(earliest),
  latest: latest === null ? null : hours(latest),
});
const sentence = (outlook: OutlookView) => outlookSentence(outlook, now, "Europe/Amsterdam");

test("the dashboard says how long, and never one hours or days", () => {
  const said = [-3, 0.2, 1, 1.6, 35, 36, 24 * 19].map((at) => outlookInShort(soon(at, null, null), now));
  expect(said).toEqual([
    "Dry in less than an hour",
    "Dry in less than an hour",
    "Dry in about an hour",
    "Dry in about 2 hours",
    "Dry in about 35 hours",
    "Dry in about 2 days",
    "Dry in about 19 days",
  ]);
});

test("what is near is told by the minute, what is days away by the day", () => {
  expect(sentence(soon(20, 18, 23))).toBe(
    "Will run dry in about 20 hours, on 25 Nov 2026, 09:00, if it is used as in the last weeks. Most likely between 25 Nov 2026, 07:00 and 25 Nov 2026, 12:00.",
  );
  expect(sentence(soon(24 * 19, 24 * 17, 24 * 22))).toBe(
    "Will run dry in about 19 days, on 13 Dec 2026, if it is used as in the last weeks. Most likely between 11 Dec 2026 and 16 Dec 2026.",
  );
});

test("a range within one day is none", () => {
  expect(sentence(soon(24 * 10, 24 * 10 - 2, 24 * 10 + 2))).not.toContain("between");
});

test("a pool that lasts says until when at worst", () => {
  const later: OutlookView = { kind: "later", at: null, earliest: hours(24 * 60), latest: null };
  expect(sentence(later)).toMatch(
    /^Will not run dry within the next 90 days, .* At worst it lasts until 23 Jan 2027\.$/,
  );
});
