import { expect, test } from "vitest";
import { faultPlan } from "#test/faults/fault-plan.ts";
import { type ClientLogs, findBrokenPromises } from "#test/faults/find-broken-promises.ts";

// The judge of the fault runs must notice each way in which the promise can be broken.

const kept: ClientLogs = {
  keys: ["a", "b", "c"],
  codes: 2,
  during: [
    { key: "a", outcome: "assigned", code: "ONE" },
    { key: "b", outcome: "repeated", code: "TWO" },
    { key: "c", outcome: "exhausted", code: null },
    { key: "a", outcome: "repeated", code: "ONE" },
  ],
  atTheEnd: [
    { key: "a", outcome: "repeated", code: "ONE" },
    { key: "b", outcome: "repeated", code: "TWO" },
    { key: "c", outcome: "exhausted", code: null },
  ],
  pool: { remaining: 0, assigned: 2 },
};

function complaints(broken: Partial<ClientLogs>): string {
  return findBrokenPromises({ ...kept, ...broken }).join("; ");
}

test("a promise that was kept gives no complaint, also when an answer was lost on its way", () => {
  expect(complaints({})).toBe("");
});

test("every way to break it gives one", () => {
  const [a, b, c] = kept.atTheEnd as [ClientLogs["atTheEnd"][number], ...ClientLogs["atTheEnd"]];
  const during = (key: string, outcome: string, code: string | null) => ({
    during: [...kept.during, { key, outcome, code }],
  });
  expect(complaints(during("b", "repeated", "ONE"))).toContain("ONE was told to a and b");
  expect(complaints(during("a", "repeated", "THREE"))).toContain("a was told ONE and THREE");
  expect(complaints(during("a", "assigned", "ONE"))).toContain("a was told assigned 2 times");
  expect(complaints(during("a", "exhausted", null))).toContain("a has ONE and was told exhausted");
  expect(complaints(during("a", "kept", "ONE"))).toContain("a was told kept");
  expect(complaints({ atTheEnd: [a, c ?? a] })).toContain("the code of b is gone at the end");
  expect(complaints({ atTheEnd: [a, b ?? a] })).toContain("2 of 3 keys were answered at the end");
  expect(complaints({ codes: 3 })).toContain("2 codes reached a key, not 3");
  expect(complaints({ pool: { remaining: 1, assigned: 2 } })).toContain("the pool counts 1 remaining");
  expect(complaints({ pool: { remaining: 0, assigned: 3 } })).toContain("the pool counts 3 assigned");
});

test("a seed makes the same run again, another seed another one", () => {
  const options = { codes: 500, kills: 5, cuts: 2, batchMax: 50 };
  const plan = faultPlan({ seed: 7, ...options });
  expect(faultPlan({ seed: 7, ...options })).toEqual(plan);
  expect(faultPlan({ seed: 8, ...options })).not.toEqual(plan);
  expect([...plan.faults.values()].map(({ kind }) => kind).toSorted()).toEqual([
    "cut",
    "cut",
    "kill",
    "kill",
    "kill",
    "kill",
    "kill",
  ]);
});
