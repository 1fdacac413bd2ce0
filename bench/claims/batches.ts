import { randomBytes } from "node:crypto";
import { PLAN_SETTINGS } from "#app/claims/run-fold.server.ts";
import { RECIPIENTS_PER_CLAIM_MAX, RECIPIENTS_PER_FOLD_MAX } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import { signedBytes } from "#test/support/signed-bytes.ts";
import type { BenchDatabase } from "../bench-database.ts";
import { type BenchAccount, benchPool, settleTables } from "./bench-pool.ts";
import { load, median, percentile } from "./load.ts";
import { startProduct } from "./servers.ts";

/** Twice as many as make up a fold: one fold's batches are read while another one's are written. */
const CONNECTIONS = (2 * RECIPIENTS_PER_FOLD_MAX) / RECIPIENTS_PER_CLAIM_MAX;
const ROUNDS = 3;
const CODES_PER_ROUND = 200_000;
const GOAL = 1 / 3;

/** Batches of 1,000 through the API, against PostgreSQL alone with the same statements and size of fold. */
export async function batches(bench: BenchDatabase, account: BenchAccount): Promise<boolean> {
  const product = await startProduct(bench);
  const rates: { api: number[]; alone: number[] } = { api: [], alone: [] };
  const latencies: number[] = [];
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const pools = [await benchPool(account, CODES_PER_ROUND), await benchPool(account, CODES_PER_ROUND)];
      await settleTables();
      const api = await throughTheApi(product.port, account, pools[0] ?? "", `api-${round}`);
      await database().pool.query("checkpoint");
      const alone = await postgresAlone(account, pools[1] ?? "", `alone-${round}`);
      // The first one warms up.
      if (round === 0) continue;
      rates.api.push(api.rate);
      rates.alone.push(alone);
      latencies.push(api.p99);
    }
  } finally {
    await product.stop();
  }
  const [api, alone] = [median(rates.api), median(rates.alone)];
  const ratio = api / alone;
  console.log(
    `Batches of ${RECIPIENTS_PER_CLAIM_MAX}, ${CONNECTIONS} connections, ${ROUNDS} rounds in turns`,
  );
  console.log(
    `  through the API      ${api.toFixed(0)} codes/s, p99 of a batch ${median(latencies).toFixed(0)} ms`,
  );
  console.log(`  PostgreSQL alone     ${alone.toFixed(0)} codes/s in folds of ${RECIPIENTS_PER_FOLD_MAX}`);
  console.log(`  ratio                ${ratio.toFixed(2)} (goal: at least ${GOAL.toFixed(2)})\n`);
  return ratio >= GOAL;
}

async function throughTheApi(
  port: number,
  account: BenchAccount,
  pool: string,
  name: string,
): Promise<{ rate: number; p99: number }> {
  const signed = signedBytes(account);
  const requests = Array.from({ length: CODES_PER_ROUND / RECIPIENTS_PER_CLAIM_MAX }, (_, batch) =>
    signed("/api/v1/claims", {
      pool,
      campaign: { id: "bench", type: "automation" },
      recipients: Array.from({ length: RECIPIENTS_PER_CLAIM_MAX }, (_, index) => ({
        key: `${name}-${batch}-${index}`,
        contact: `person-${batch}-${index}@example.com`,
      })),
    }),
  );
  const { seconds, codes, latencies } = await load({
    port,
    connections: CONNECTIONS,
    requests,
    secondsMax: Number.POSITIVE_INFINITY,
  });
  if (new Set(codes).size !== CODES_PER_ROUND) throw new Error("Not every code was handed out once.");
  return { rate: CODES_PER_ROUND / seconds, p99: percentile(latencies, 0.99) };
}

/** Codes per second of the very statements of a fold, one fold after the other, with nothing around them. */
async function postgresAlone(account: BenchAccount, poolId: string, name: string): Promise<number> {
  const folds = Array.from({ length: CODES_PER_ROUND / RECIPIENTS_PER_FOLD_MAX }, (_, fold) => {
    const all = <T>(value: (index: number) => T) =>
      Array.from({ length: RECIPIENTS_PER_FOLD_MAX }, (_, i) => value(i));
    return [
      all((index) => Math.floor(index / RECIPIENTS_PER_CLAIM_MAX)),
      all((index) => `${name}-${fold}-${index}`),
      all(() => randomBytes(32)),
      all(() => "bench"),
      all(() => "automation"),
      all(() => account.keyId),
    ];
  });
  const lock = { name: "bench-lock", text: loadSql("claims/lock-pool.sql"), values: [poolId] };
  const claim = { name: "bench-claim", text: loadSql("claims/claim-codes.sql") };
  const client = await database().pool.connect();
  const start = performance.now();
  try {
    for (const fold of folds) {
      await client.query(`begin; ${PLAN_SETTINGS}`);
      const { rows } = await client.query(lock);
      const settings = [poolId, account.accountId, "each_message", rows[0].claimCursor, 3_600, "stop", null];
      // As of a pool of uploaded codes: no days, nothing can be made, no bounds, nobody gives up, no store to be told.
      const uploaded = [null, "UTC", false, null, null, null, null, null];
      await client.query({ ...claim, values: [...settings, ...fold, ...uploaded] });
      await client.query("commit");
    }
    return CODES_PER_ROUND / ((performance.now() - start) / 1_000);
  } finally {
    client.release();
  }
}
