// Orders against a full account: 100,000 orders and what happens beside them, told twice and out of order, heard by
// many at a time. Every redemption has to be counted once; counts have to equal a recount. The pace is compared with
// the same number of the smallest durable transactions. `--orders 10000` for fewer.
import { parseArgs } from "node:util";
import { connectStore } from "#app/accounts/connect-store.server.ts";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import type { ApiClientId } from "#app/db/ids.ts";
import { findWrongCounts } from "#app/health/find-wrong-counts.server.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { hearAll, orderReplay } from "#test/support/order-replay.ts";
import { codesNamed, poolWithCodes } from "#test/support/pool-with-codes.ts";
import { withBenchDatabase } from "./bench-database.ts";

const DOMAIN = "bench-shop.myshopify.com";
const POOLS = 20;
const SIDE_BY_SIDE = 64;
const CLAIMED_AT_ONCE = 1_000;
/** Ready codes that a shop knows and nobody was sent, a tenth as many. */
const READY_SHARE = 0.1;

const number = (value: number) => value.toLocaleString("en-US");

/** Prints what was told and what came of it; fails when a count is wrong. */
export async function run(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { orders: { type: "string", default: "100000" }, seed: { type: "string", default: "1" } },
  });
  await withBenchDatabase(async () => {
    await startQueue();
    await stopQueue();
    const codes = await fillPools(Math.ceil(Number(values.orders) / POOLS));
    const { webhooks, redeemed } = orderReplay(codes, Number(values.seed));
    const started = performance.now();
    await hearAll(webhooks, DOMAIN, SIDE_BY_SIDE);
    const seconds = (performance.now() - started) / 1_000;
    const least = await smallestTransactions(5_000);
    const pace = webhooks.length / seconds;
    console.log(
      `${number(codes.assigned.length)} assigned codes, ${number(webhooks.length)} webhooks out of order: ` +
        `${seconds.toFixed(0)} s, ${pace.toFixed(0)} a second, ${(pace / least).toFixed(2)} of the smallest durable transactions`,
    );
    await compare(codes.assigned, redeemed);
  });
}

async function fillPools(claimed: number): Promise<{ assigned: string[]; ready: string[] }> {
  const { accountId } = await connectStore({ platform: "shopify", domain: DOMAIN, actor: "bench" });
  const [assigned, ready]: [string[], string[]] = [[], []];
  for (let index = 0; index < POOLS; index += 1) {
    const codes = codesNamed(`BENCH${index}`, claimed + Math.ceil(claimed * READY_SHARE));
    const pool = await poolWithCodes(accountId, codes);
    for (let from = 0; from < claimed; from += CLAIMED_AT_ONCE) {
      const quantity = Math.min(CLAIMED_AT_ONCE, claimed - from);
      const answer = await claimCodes({
        accountId,
        clientId: "cpk_bench" as ApiClientId,
        broadcastAllowed: false,
        pool,
        campaign: { id: "campaign", type: "automation" },
        mode: "live",
        recipients: Array.from({ length: quantity }, (_, n) => ({
          key: `k${from + n}`,
          contact: `c${from + n}`,
        })),
      });
      if (!answer.ok) throw new Error(answer.refusal.detail);
    }
    assigned.push(...codes.slice(0, claimed));
    ready.push(...codes.slice(claimed));
  }
  return { assigned, ready };
}

/** Commits a second of one row each, by as many at a time. */
async function smallestTransactions(quantity: number): Promise<number> {
  const { pool } = database();
  await pool.query("create table smallest (id bigserial primary key)");
  let left = quantity;
  const started = performance.now();
  const write = async () => {
    for (; left > 0; left -= 1) await pool.query("insert into smallest default values");
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, write));
  return quantity / ((performance.now() - started) / 1_000);
}

async function compare(assigned: readonly string[], redeemed: ReadonlySet<string>): Promise<void> {
  const { pool, prisma } = database();
  const expected = assigned.filter((code) => redeemed.has(code));
  const { rows } = await pool.query<{ code: string }>("select code from codes where state = 'redeemed'");
  const found = new Set(rows.map(({ code }) => code));
  const missing = expected.filter((code) => !found.has(code)).length;
  const kept = (await prisma.pool.aggregate({ _sum: { redeemed: true } }))._sum.redeemed ?? 0;
  const wrong = await findWrongCounts(null);
  console.log(
    `redeemed: ${number(expected.length)} by the orders, ${number(found.size)} by the codes, ${number(kept)} by the pools' counts; ` +
      `${missing} missing, ${found.size - (expected.length - missing)} too many, ${wrong.length} pools with a wrong count`,
  );
  if (missing > 0 || found.size !== expected.length || kept !== expected.length || wrong.length > 0)
    process.exitCode = 1;
}
