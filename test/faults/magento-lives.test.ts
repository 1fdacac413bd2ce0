import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { findPhp } from "#sandbox/magento/find-php.ts";
import { freshDatabase } from "#test/support/database.ts";
import { reportLives } from "./lives-report.ts";
import { liveAsMagento, type MagentoLife } from "./magento-life.ts";
import { type Service, startService } from "./magento-service.ts";

const { url } = freshDatabase();

/** Ten lives in every run of the tests; `npm run faults` sets more. */
const RUNS = Number(process.env.FAULT_RUNS ?? 10);
const FIRST_SEED = Number(process.env.FAULT_SEED ?? 1);
/** Shops that live at the same time: most of a life is waiting for the other side. */
const SIDE_BY_SIDE = 4;

let directory: string;
let service: Service;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "coupon-pools-magento-"));
  if (!findPhp().isThere) return;
  service = await startService(url(), directory);
  await startQueue();
});
afterAll(async () => {
  await stopQueue();
  await service?.stop();
  await rm(directory, { recursive: true, force: true });
});

test.skipIf(!findPhp().isThere)(
  `whatever fails and dies between a Magento shop and the service, ${RUNS} times over: assigned codes exist, once, and redemptions are exact`,
  async () => {
    const started = performance.now();
    const lives: MagentoLife[] = [];
    const complaints: string[] = [];
    const seeds = Array.from({ length: RUNS }, (_, index) => FIRST_SEED + index);
    const liveOn = async () => {
      for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
        const life = liveAsMagento(seed, { service, database: join(directory, `shop-${seed}.sqlite`) });
        await life.then(
          (lived) => lives.push(lived),
          (error: unknown) =>
            complaints.push(`Seed ${seed}: ${error instanceof Error ? error.message : error}`),
        );
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, liveOn));
    const sum = (number: (life: MagentoLife) => number) => lives.reduce((all, life) => all + number(life), 0);
    const assigned = sum((life) => life.assigned);
    const deaths = sum((life) => life.deaths) + service.deaths;
    const strangers = sum((life) => life.strangers);
    await reportLives({
      platform: "Magento module",
      first: FIRST_SEED,
      lives: RUNS,
      assigned,
      deaths,
      strangers,
      seconds: (performance.now() - started) / 1_000,
      complaints,
    });
    process.stdout.write(
      `${RUNS} shops: ${assigned} codes assigned, ${sum((life) => life.orders)} orders, ${deaths} deaths (${service.deaths} of the service), ${sum((life) => life.faults)} calls that went wrong, ${strangers} unknown codes left in the shops\n`,
    );
    expect(complaints).toEqual([]);
    expect(assigned).toBeGreaterThan(RUNS);
    expect(deaths).toBeGreaterThan(0);
  },
);
