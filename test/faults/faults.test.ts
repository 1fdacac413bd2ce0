import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildApp } from "#sandbox/demo/build-app.ts";
import { freshDatabase } from "#test/support/database.ts";
import { faultPlan } from "./fault-plan.ts";
import { runFault } from "./run-fault.ts";
import { startWebProcesses, type WebProcesses } from "./web-processes.ts";

const { url } = freshDatabase();

/** The first seed; another one, printed with every run, makes other runs. */
const FIRST_SEED = 1;
const SEEDS = 10;

let directory: string;
let webs: WebProcesses;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "coupon-pools-faults-"));
  await buildApp();
  webs = await startWebProcesses(url(), directory);
});
afterAll(async () => {
  await webs.stop();
  await rm(directory, { recursive: true, force: true });
});

test.each(Array.from({ length: SEEDS }, (_, index) => FIRST_SEED + index))(
  "the promise holds while two web processes are killed five times (seed %i)",
  async (seed) => {
    const plan = faultPlan({ seed, codes: 5_000, kills: 5, cuts: 1, batchMax: 20 });
    const { complaints } = await runFault(plan, webs);
    expect(complaints).toEqual([]);
  },
);
