// What a claim costs: one at a time against the obvious way, in batches against PostgreSQL alone, and in a pool
// that is nearly used up against a fresh one. `npm run bench -- claims --codes 10000000` for a larger such pool.
import { parseArgs } from "node:util";
import { buildApp } from "#sandbox/demo/build-app.ts";
import { withBenchDatabase } from "./bench-database.ts";
import { batches } from "./claims/batches.ts";
import { benchAccount } from "./claims/bench-pool.ts";
import { nearlyUsedUp } from "./claims/nearly-used-up.ts";
import { singleClaims } from "./claims/single-claims.ts";

/** Prints all three. The goals: 8 times, a third, no difference. */
export async function run(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { codes: { type: "string", default: "1000000" }, only: { type: "string" } },
  });
  const parts: Record<string, Parameters<typeof withBenchDatabase>[0]> = {
    single: async (database) => met(await singleClaims(database, await benchAccount())),
    batches: async (database) => met(await batches(database, await benchAccount())),
    used: async () => met(await nearlyUsedUp(await benchAccount(), Number(values.codes))),
  };
  await buildApp(console.log);
  for (const [name, part] of Object.entries(parts)) {
    // A database of its own for each, so that none inherits what the others left.
    if (values.only === undefined || values.only === name) await withBenchDatabase(part);
  }
}

function met(isMet: boolean): void {
  if (!isMet) process.exitCode = 1;
}
