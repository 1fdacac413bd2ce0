import { describe, expect, test } from "vitest";
import { batchLoads } from "#app/accounts/batch-loads.ts";
import { expiringCache } from "#app/accounts/expiring-cache.ts";

describe("the expiring cache", () => {
  const counting = (entriesMax = 10) => {
    let loads = 0;
    const get = expiringCache({
      lifetimeMilliseconds: 5_000,
      entriesMax,
      load: async (key) => `${key}${++loads}`,
    });
    return get;
  };

  test("keeps a value for its lifetime, counted from before the load", async () => {
    const get = counting();
    expect(await get("a", 1_000)).toBe("a1");
    expect(await get("a", 5_999)).toBe("a1");
    expect(await get("a", 6_000)).toBe("a2");
  });

  test("does not trust a value from a clock that was set back", async () => {
    const get = counting();
    await get("a", 10_000);
    expect(await get("a", 9_999)).toBe("a2");
  });

  test("lets the oldest value go when it is full", async () => {
    const get = counting(2);
    for (const key of ["a", "b", "c"]) await get(key, 0);
    expect(await get("c", 0)).toBe("c3");
    expect(await get("b", 0)).toBe("b2");
    expect(await get("a", 0)).toBe("a4");
  });

  test("does not keep a failure", async () => {
    let fails = true;
    const load = async () => {
      if (fails) throw new Error("not now");
      return "fine";
    };
    const get = expiringCache({ lifetimeMilliseconds: 5_000, entriesMax: 1, load });
    await expect(get("a", 0)).rejects.toThrow("not now");
    fails = false;
    expect(await get("a", 0)).toBe("fine");
  });
});

describe("loading together", () => {
  test("keys that are asked for during a query share the next one", async () => {
    const queries: string[][] = [];
    const load = batchLoads(async (keys) => {
      queries.push(keys);
      return new Map(keys.filter((key) => key !== "none").map((key) => [key, key.toUpperCase()]));
    });
    expect(await Promise.all(["a", "b", "none", "c"].map(load))).toEqual(["A", "B", undefined, "C"]);
    expect(await load("d")).toBe("D");
    expect(queries).toEqual([["a"], ["b", "none", "c"], ["d"]]);
  });

  test("a failed query fails those who waited for it, and nobody after them", async () => {
    let fails = true;
    const load = batchLoads(async (keys) => {
      if (fails) throw new Error("not now");
      return new Map(keys.map((key) => [key, key]));
    });
    await expect(load("a")).rejects.toThrow("not now");
    fails = false;
    expect(await load("a")).toBe("a");
  });
});
