import { expect, test } from "vitest";
import { freshDatabase } from "#test/support/database.ts";
import { type RunReport, runWithFaults } from "./replenish-run.ts";

freshDatabase();

/** Ten lives in every run of the tests; `npm run faults` sets more. */
const RUNS = Number(process.env.FAULT_RUNS ?? 10);
const FIRST_SEED = Number(process.env.FAULT_SEED ?? 1);

test(`whatever fails and dies, ${RUNS} times over: assigned codes exist, once, and nothing stays pending`, async () => {
  const total: RunReport = { assigned: 0, deaths: 0, strangers: 0 };
  for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed += 1) {
    const report = await runWithFaults(seed).catch((error: unknown) => {
      throw new Error(`Seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    });
    total.assigned += report.assigned;
    total.deaths += report.deaths;
    total.strangers += report.strangers;
  }
  process.stdout.write(
    `${RUNS} runs: ${total.assigned} codes assigned, ${total.deaths} deaths, ${total.strangers} unknown codes left in the stores\n`,
  );
  expect(total.assigned).toBeGreaterThan(RUNS);
  expect(total.deaths).toBeGreaterThan(RUNS);
});
