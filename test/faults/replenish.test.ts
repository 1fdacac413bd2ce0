import { expect, test } from "vitest";
import { freshDatabase } from "#test/support/database.ts";
import { NO_FAULTS, pretendPlatform } from "#test/support/pretend-platform.ts";
import { quickClock } from "#test/support/replenished-pool.ts";
import { runMany, type World } from "./replenish-run.ts";

freshDatabase();

/** Ten lives in every run of the tests; `npm run faults` sets more. */
const RUNS = Number(process.env.FAULT_RUNS ?? 10);
const FIRST_SEED = Number(process.env.FAULT_SEED ?? 1);

/** The strict platform in memory: quick, and it fails in ways that the sandbox does not, such as forgetting a batch. */
function pretendWorld(seeded: () => number): World {
  const platform = pretendPlatform(seeded);
  return {
    platform,
    clock: quickClock(),
    storm: (random) => {
      const share = (most: number) => (random() < 0.5 ? 0 : random() * most);
      platform.faults = {
        later: share(0.3),
        lostBefore: share(0.2),
        lostAfter: share(0.3),
        rejectedCode: share(0.05),
        takenCode: share(0.05),
        forgottenCode: share(0.05),
        searchBehind: share(1),
        forgottenBatch: share(0.2),
      };
    },
    calm: () => {
      platform.faults = NO_FAULTS;
      platform.finish();
    },
    finish: platform.finish,
    discountOf: (code) => platform.codes.get(code.toLowerCase())?.discountId,
    hasDiscount: (id) => platform.discounts.has(id),
    ownCodes: () =>
      [...platform.codes].flatMap(([code, { discountId }]) =>
        discountId === "somebody-else" ? [] : [[code, discountId] as [string, string]],
      ),
  };
}

test(`whatever fails and dies, ${RUNS} times over: assigned codes exist, once, and nothing stays pending`, async () => {
  const total = await runMany({ platform: "pretend platform", first: FIRST_SEED, runs: RUNS }, pretendWorld);
  expect(total.assigned).toBeGreaterThan(RUNS);
  expect(total.deaths).toBeGreaterThan(0);
});
