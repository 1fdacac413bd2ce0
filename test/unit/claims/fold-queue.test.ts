import { describe, expect, test } from "vitest";
import { FoldQueue, QUEUE_FULL } from "#app/claims/fold-queue.ts";
import {
  RECIPIENTS_PER_CLAIM_MAX,
  RECIPIENTS_PER_FOLD_MAX,
  RECIPIENTS_WAITING_PER_POOL_MAX,
} from "#app/config/limits.ts";

interface Entry {
  key: string;
}

/** A fold that has started and waits for the test to end it. */
interface Fold {
  pool: string;
  /** The keys of each request, joined. */
  requests: string[];
  recipients: number;
  /** Answers every request with its own keys. */
  commit: () => Promise<void>;
  fail: (error: unknown) => Promise<void>;
}

const LOST = new Error("connection lost");
const BAD = new Error("bad value");

/** A queue whose folds the test ends by hand. */
function handDriven(foldsMax = 10) {
  const folds: Fold[] = [];
  const queue = new FoldQueue<Entry, string>({
    foldsMax,
    isWorthSplitting: (error) => error === BAD,
    run: (pool, requests) =>
      new Promise((resolve, reject) => {
        const names = requests.map(nameOf);
        folds.push({
          pool,
          requests: names,
          recipients: requests.flat().length,
          commit: async () => {
            resolve(names);
            await settled();
          },
          fail: async (error) => {
            reject(error);
            await settled();
          },
        });
      }),
  });
  return { queue, folds, fold: (index: number) => folds[index] ?? missing(index) };
}

function missing(index: number): never {
  throw new Error(`Fold ${index} did not start.`);
}

/** All that was caused by now has happened. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

function nameOf(entries: readonly Entry[]): string {
  return entries.map(({ key }) => key).join("+");
}

function keys(...names: string[]): Entry[] {
  return names.map((key) => ({ key }));
}

/** A batch of `size` recipients: prefix-1, prefix-2, ... */
function batch(prefix: string, size: number): Entry[] {
  return Array.from({ length: size }, (_, index) => ({ key: `${prefix}-${index + 1}` }));
}

describe("one fold per pool", () => {
  test("an idle pool runs a claim at once, and what arrives meanwhile makes up the next fold", async () => {
    const { queue, folds, fold } = handDriven();
    const first = queue.add("p", keys("a"));
    const second = queue.add("p", keys("b"));
    const third = queue.add("p", keys("c", "d"));
    expect(folds.map(({ requests }) => requests)).toEqual([["a"]]);
    await fold(0).commit();
    expect(fold(1).requests).toEqual(["b", "c+d"]);
    await fold(1).commit();
    expect(await Promise.all([first, second, third])).toEqual(["a", "b", "c+d"]);
    expect(folds.length).toBe(2);
  });

  test("folds of different pools run side by side, up to the limit, each pool in its turn", async () => {
    const { queue, folds, fold } = handDriven(2);
    for (const pool of ["p", "q", "r", "s"]) void queue.add(pool, keys(`${pool}1`));
    void queue.add("p", keys("p2"));
    expect(folds.map(({ pool }) => pool)).toEqual(["p", "q"]);
    await fold(0).commit();
    // p has more to do, but r and s came before.
    expect(folds.map(({ pool }) => pool)).toEqual(["p", "q", "r"]);
    await fold(1).commit();
    expect(folds.map(({ pool }) => pool)).toEqual(["p", "q", "r", "s"]);
    await fold(2).commit();
    expect(folds.map(({ pool }) => pool)).toEqual(["p", "q", "r", "s", "p"]);
  });

  test("a busy pool does not keep others waiting", async () => {
    const { queue, folds, fold } = handDriven(1);
    void queue.add("busy", keys("b0"));
    for (let index = 1; index <= 4; index += 1) {
      void queue.add("busy", keys(`b${index}`));
      if (index === 1) void queue.add("quiet", keys("q"));
      await fold(index - 1).commit();
    }
    expect(folds.map(({ pool }) => pool)).toEqual(["busy", "quiet", "busy", "busy", "busy"]);
  });
});

describe("who is taken into a fold", () => {
  test("singles come before batches, in the order of arrival", async () => {
    const { queue, fold } = handDriven();
    void queue.add("p", keys("running"));
    void queue.add("p", keys("a", "b"));
    void queue.add("p", keys("c"));
    void queue.add("p", keys("d", "e"));
    void queue.add("p", keys("f"));
    await fold(0).commit();
    expect(fold(1).requests).toEqual(["c", "f", "a+b", "d+e"]);
  });

  test("a fold takes no more recipients than its limit", async () => {
    const { queue, folds, fold } = handDriven();
    void queue.add("p", keys("running"));
    for (let index = 0; index < 12; index += 1)
      void queue.add("p", batch(`b${index}`, RECIPIENTS_PER_CLAIM_MAX));
    await fold(0).commit();
    await fold(1).commit();
    await fold(2).commit();
    expect(folds.slice(1).map(({ recipients }) => recipients)).toEqual([
      RECIPIENTS_PER_FOLD_MAX,
      RECIPIENTS_PER_FOLD_MAX,
      2 * RECIPIENTS_PER_CLAIM_MAX,
    ]);
  });

  test("a batch is taken into the next fold however many singles wait", async () => {
    const { queue, fold } = handDriven();
    void queue.add("p", keys("running"));
    for (let index = 0; index < 2 * RECIPIENTS_PER_FOLD_MAX; index += 1)
      void queue.add("p", keys(`s${index}`));
    void queue.add("p", batch("b", RECIPIENTS_PER_CLAIM_MAX));
    await fold(0).commit();
    expect(fold(1).requests.at(-1)).toBe(nameOf(batch("b", RECIPIENTS_PER_CLAIM_MAX)));
    expect(fold(1).recipients).toBe(RECIPIENTS_PER_FOLD_MAX);
  });

  test("no key stands in a fold twice: the later request waits for the next one", async () => {
    const { queue, fold } = handDriven();
    void queue.add("p", keys("running"));
    void queue.add("p", keys("a"));
    void queue.add("p", keys("a"));
    void queue.add("p", keys("a", "b"));
    void queue.add("p", keys("b", "c"));
    await fold(0).commit();
    expect(fold(1).requests).toEqual(["a", "b+c"]);
    await fold(1).commit();
    await fold(2).commit();
    expect([...fold(2).requests, ...fold(3).requests].sort()).toEqual(["a", "a+b"]);
  });

  test("a batch is not starved by singles that repeat one of its keys", async () => {
    const { queue, folds, fold } = handDriven();
    void queue.add("p", keys("running"));
    void queue.add("p", keys("a", "b"));
    for (let index = 0; index < 5; index += 1) {
      void queue.add("p", keys("a"));
      void queue.add("p", keys(`other${index}`));
      await fold(index).commit();
    }
    const turn = folds.findIndex(({ requests }) => requests.includes("a+b"));
    expect(turn).toBeGreaterThan(0);
    expect(turn).toBeLessThanOrEqual(2);
    // And nobody else waits for it.
    expect(fold(turn).requests).toContain(`other${turn - 1}`);
  });
});

describe("a fold that fails", () => {
  test("because of one bad request is run again in halves, so that it fails alone", async () => {
    const { queue, folds } = handDriven();
    const running = queue.add("p", keys("running"));
    const names = ["a", "b", "bad", "d", "e"];
    const all = Promise.allSettled(names.map((name) => queue.add("p", keys(name))));
    for (let index = 0; index < folds.length; index += 1) {
      const fold = folds[index] ?? missing(index);
      await (fold.requests.includes("bad") ? fold.fail(BAD) : fold.commit());
    }
    expect(await running).toBe("running");
    expect(
      (await all).map((result) => (result.status === "fulfilled" ? result.value : result.reason)),
    ).toEqual(["a", "b", BAD, "d", "e"]);
    // A half is never larger than what failed, and a request that failed alone is not run again.
    expect(folds.map(({ requests }) => requests.join(" "))).toEqual([
      "running",
      "a b bad d e",
      "a b bad",
      "a b",
      "bad",
      "d e",
    ]);
  });

  test("because the connection was lost is not split: nobody knows whether it was committed", async () => {
    const { queue, folds, fold } = handDriven();
    void queue.add("p", keys("running"));
    const all = Promise.allSettled([queue.add("p", keys("a")), queue.add("p", keys("b"))]);
    await fold(0).commit();
    await fold(1).fail(LOST);
    expect((await all).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(folds.length).toBe(2);
  });

  test("does not stop the pool: the next fold runs", async () => {
    const { queue, fold } = handDriven();
    const lost = queue.add("p", keys("a")).catch((error: unknown) => error);
    const next = queue.add("p", keys("b"));
    await fold(0).fail(LOST);
    await fold(1).commit();
    expect([await lost, await next]).toEqual([LOST, "b"]);
  });
});

describe("a full queue", () => {
  test("turns callers away, takes them again once a fold was started, and lets other pools be", async () => {
    const { queue, fold } = handDriven();
    void queue.add("p", keys("running"));
    const batches = RECIPIENTS_WAITING_PER_POOL_MAX / RECIPIENTS_PER_CLAIM_MAX;
    for (let index = 0; index < batches; index += 1)
      void queue.add("p", batch(`b${index}`, RECIPIENTS_PER_CLAIM_MAX));
    expect(await queue.add("p", keys("late"))).toBe(QUEUE_FULL);
    const other = queue.add("q", keys("other"));
    await fold(1).commit();
    expect(await other).toBe("other");
    await fold(0).commit();
    const again = queue.add("p", keys("late"));
    await fold(2).commit();
    await fold(3).commit();
    expect(await again).toBe("late");
  });
});
