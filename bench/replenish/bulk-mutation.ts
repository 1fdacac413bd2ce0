import { prepareCodes } from "#app/campaigns/prepare-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { offerSchema } from "#app/platforms/offer.ts";
import { mintStore } from "#app/replenishment/mint-store.server.ts";
import { replenishPool } from "#app/replenishment/replenish-pool.server.ts";
import { storePace } from "#app/replenishment/store-pace.server.ts";
import { systemClock } from "#app/replenishment/system-clock.server.ts";
import type { ShopPlan } from "#sandbox/shopify/shopify-state.ts";
import { newPool, newTemplate, TEN_PERCENT } from "#test/support/replenished-pool.ts";
import { mintInBulk } from "./bulk-client.ts";
import { ANSWER_MILLISECONDS, sandboxStore } from "./sandbox-store.ts";

const PLANS = ["Standard", "Plus"] as const satisfies ShopPlan[];
/**
 * Milliseconds from one line of a bulk mutation to the next, which Shopify does not publish: all but at once, one
 * after another as fast as a direct call here, and as in the example of Shopify's guide (10 lines in 10 s).
 */
const LINE_MILLISECONDS = [5, ANSWER_MILLISECONDS, 1_000];

interface Measured {
  seconds: number;
  points: number;
}

/**
 * Broadcasts of so many codes are prepared, each by the app's direct calls and by bulk mutations, on two plans. Direct calls
 * go through the app to the end, with every code settled in the database; the bulk side only until every code is
 * confirmed, which flatters it. `codesPerSecond`: how fast the shop itself makes codes, however it was asked;
 * null: no limit of its own.
 */
export async function bulkMutation(
  orders: readonly number[],
  codesPerSecond: number | null,
): Promise<boolean> {
  const pace = codesPerSecond === null ? "at any rate" : `at ${codesPerSecond} a second`;
  console.log(`Direct calls against five bulk mutations side by side; the shop makes codes ${pace}.`);
  console.log("plan      codes    way                        seconds   points   direct / bulk");
  for (const plan of PLANS) {
    for (const codes of orders) {
      const name = `bulk-${plan.toLowerCase()}-${codes}`;
      const direct = await measureDirect(name, plan, codes, codesPerSecond);
      row(plan, codes, "direct calls", direct, "");
      for (const milliseconds of LINE_MILLISECONDS) {
        const pace = { bulkLineMilliseconds: milliseconds, codesPerSecond };
        const bulk = await measureBulk(`${name}-${milliseconds}`, plan, codes, pace);
        row(plan, codes, `bulk, ${milliseconds} ms a line`, bulk, (direct.seconds / bulk.seconds).toFixed(1));
      }
    }
  }
  return true;
}

async function measureDirect(
  name: string,
  plan: ShopPlan,
  codes: number,
  codesPerSecond: number | null,
): Promise<Measured> {
  const store = await sandboxStore(name, { plan, pace: { codesPerSecond } });
  const { accountId, storeId, sandbox } = store;
  const pool = await newPool(accountId, await newTemplate(accountId), { bufferFixed: 0 });
  const started = performance.now();
  const campaignId = "broadcast";
  const by = new Date(Date.now() + 3_600_000);
  const order = { accountId, actor: "bench", pool: pool.id, id: campaignId, campaignId, quantity: codes, by };
  const prepared = await prepareCodes(order);
  if (!prepared.ok) throw new Error(prepared.refusal.detail);
  await replenishPool({ poolId: pool.id });
  const work = { clock: systemClock, random: Math.random, signal: new AbortController().signal };
  const platform = store.platform(storePace(storeId, "background"));
  const { kind } = await mintStore({ ...work, storeId, platform });
  const seconds = (performance.now() - started) / 1_000;
  const { rows } = await database().pool.query<{ available: number }>(
    "select available from pools where id = $1",
    [pool.id],
  );
  if (kind !== "idle" || rows[0]?.available !== codes) {
    throw new Error(`${rows[0]?.available} of ${codes} codes: ${kind}.`);
  }
  return { seconds, points: sandbox.throttle.used.points };
}

async function measureBulk(
  name: string,
  plan: ShopPlan,
  codes: number,
  pace: { bulkLineMilliseconds: number; codesPerSecond: number | null },
): Promise<Measured> {
  const store = await sandboxStore(name, { plan, pace });
  const { storeId, sandbox } = store;
  const strings = Array.from({ length: codes }, (_, place) => `BULK-${String(place).padStart(8, "0")}`);
  const started = performance.now();
  const made = await store.platform(storePace(storeId, "background")).createDiscount({
    groupId: "grp_bench",
    offerVersion: 1,
    title: "Ten percent",
    tag: "bench",
    firstCode: "FIRST",
    offer: offerSchema.parse(TEN_PERCENT),
    endsAt: null,
  });
  if (!made.ok) throw new Error(made.failure.kind);
  await mintInBulk(store, made.value.discountId, strings);
  const seconds = (performance.now() - started) / 1_000;
  if (sandbox.discounts.codes.count !== codes + 1) throw new Error("Codes are missing.");
  return { seconds, points: sandbox.throttle.used.points };
}

function row(plan: string, codes: number, way: string, { seconds, points }: Measured, ratio: string): void {
  const cells = [
    plan.padEnd(9),
    String(codes).padStart(7),
    ` ${way.padEnd(24)}`,
    seconds.toFixed(1).padStart(9),
    String(points).padStart(8),
    ratio.padStart(15),
  ];
  console.log(cells.join(" "));
}
