import { expect, test } from "vitest";
import { foldWaiting } from "#app/db/fold-waiting.ts";

/** Shouts; a run with "bad" in it fails. */
function shouting(itemsMax = 100, isWorthSplitting = () => true) {
  const runs: string[] = [];
  const shout = foldWaiting<string, string>({
    itemsMax,
    isWorthSplitting,
    run: async (lane, items) => {
      runs.push(`${lane}:${items.join("")}`);
      if (items.includes("bad")) throw new Error("bad");
      return items.map((item) => item.toUpperCase());
    },
  });
  return { runs, shout };
}

test("what arrives during a run makes up the next one, each lane for itself", async () => {
  const { runs, shout } = shouting();
  const asked = [shout("x", "a"), shout("x", "b"), shout("y", "c"), shout("x", "d")];
  expect(await Promise.all(asked)).toEqual(["A", "B", "C", "D"]);
  expect(runs).toEqual(["x:a", "y:c", "x:bd"]);
  expect(await shout("x", "e")).toBe("E");
});

test("a run takes so many at most, in the order of arrival", async () => {
  const { runs, shout } = shouting(2);
  await Promise.all(["a", "b", "c", "d"].map((item) => shout("x", item)));
  expect(runs).toEqual(["x:a", "x:bc", "x:d"]);
});

test("one that cannot be done fails alone", async () => {
  const { shout } = shouting();
  const asked = ["a", "b", "bad", "c", "d"].map((item) => shout("x", item));
  const settled = await Promise.allSettled(asked);
  expect(settled.map(({ status }) => status)).toEqual([
    "fulfilled",
    "fulfilled",
    "rejected",
    "fulfilled",
    "fulfilled",
  ]);
});

test("a failure that would befall each piece fails all that waited for it, and nobody after them", async () => {
  const { runs, shout } = shouting(100, () => false);
  const settled = await Promise.allSettled(["a", "b", "bad"].map((item) => shout("x", item)));
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
  expect(runs).toEqual(["x:a", "x:bbad"]);
  expect(await shout("x", "c")).toBe("C");
});
