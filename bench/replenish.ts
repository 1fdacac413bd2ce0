// How fast codes are made: the share of the shop's throttle that replenishing uses, for one store and for fifty side
// by side; a week of N-day pools: what midnight costs; and orders made by direct calls and by bulk mutations.
// `--only throughput`, `week` or `bulk` for one of them; `--orders 500000` for another order, which takes minutes.
import { parseArgs } from "node:util";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { withBenchDatabase } from "./bench-database.ts";
import { bulkMutation } from "./replenish/bulk-mutation.ts";
import { sevenDays } from "./replenish/seven-days.ts";
import { throughput } from "./replenish/throughput.ts";

/** Prints all of it. The goals: 90 % of the throttle and hardly a refused call; no claim that waits or gets less than N days. */
export async function run(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      seconds: { type: "string", default: "120" },
      days: { type: "string", default: "7" },
      pools: { type: "string", default: "50" },
      only: { type: "string" },
      orders: { type: "string", default: "5000,50000" },
      rate: { type: "string" },
    },
  });
  const seconds = Number(values.seconds);
  const parts: Record<string, (url: string) => Promise<boolean>> = {
    throughput: async () => {
      const alone = await throughput(1, seconds, { batches: "created", goal: "throttle" });
      // Fifty throttles allow 89,000 codes a second, more than one machine's database writes.
      const even = await throughput(50, seconds, { batches: "created", goal: "even" });
      const read = await throughput(50, seconds, { batches: "refused", goal: "throttle" });
      return alone && even && read;
    },
    week: async (url) => await sevenDays(url, { days: Number(values.days), pools: Number(values.pools) }),
    bulk: async () =>
      await bulkMutation(values.orders.split(",").map(Number), values.rate ? Number(values.rate) : null),
  };
  for (const [name, part] of Object.entries(parts)) {
    if (values.only !== undefined && values.only !== name) continue;
    await withBenchDatabase(async ({ url }) => {
      // Its tables: jobs are sent here and done by hand.
      await startQueue();
      await stopQueue();
      if (!(await part(url))) process.exitCode = 1;
    });
  }
}
