import { randomBytes } from "node:crypto";
import { runFold } from "#app/claims/run-fold.server.ts";
import { database } from "#app/db/database.server.ts";
import { type BenchAccount, benchPool, settleTables } from "./bench-pool.ts";
import { median } from "./load.ts";

const FOLDS = 150;
const ROUNDS = 5;
const FOLD_SIZES = [1, 50];
/** A pool that cost twice as much would show that something is read again. */
const RATIO_MAX = 1.3;

/** What a fold costs in a fresh pool of 1,000 codes and in a large one of which nine tenths are gone. */
export async function nearlyUsedUp(account: BenchAccount, codes: number): Promise<boolean> {
  const large = await benchPool(account, codes, codes * 0.9);
  await settleTables();
  let isConstant = true;
  console.log(`A fold in a pool of ${codes.toLocaleString("en-US")} codes, nine tenths of them gone`);
  for (const size of FOLD_SIZES) {
    const milliseconds: { fresh: number[]; large: number[] } = { fresh: [], large: [] };
    const pages: { fresh: number[]; large: number[] } = { fresh: [], large: [] };
    for (let round = 0; round <= ROUNDS; round += 1) {
      // Fresh pools of 1,000 codes each, as many as are claimed.
      const fresh: string[] = [];
      for (let count = 0; count < Math.ceil((FOLDS * size) / 1_000); count += 1)
        fresh.push(await benchPool(account, 1_000));
      await database().pool.query("checkpoint");
      const inFresh = await folds(account, (fold) => fresh[Math.floor((fold * size) / 1_000)] ?? "", size);
      const inLarge = await folds(account, () => large, size);
      if (round === 0) continue;
      milliseconds.fresh.push(inFresh.milliseconds);
      milliseconds.large.push(inLarge.milliseconds);
      pages.fresh.push(inFresh.pages);
      pages.large.push(inLarge.pages);
    }
    const ratio = median(milliseconds.large) / median(milliseconds.fresh);
    isConstant &&= ratio <= RATIO_MAX;
    console.log(
      `  ${size === 1 ? "1 recipient" : `${size} recipients`}: fresh pool of 1,000 ${median(milliseconds.fresh).toFixed(2)} ms and ${median(pages.fresh).toFixed(0)} pages, large one ${median(milliseconds.large).toFixed(2)} ms and ${median(pages.large).toFixed(0)} pages, ratio ${ratio.toFixed(2)} (goal: at most ${RATIO_MAX})`,
    );
  }
  console.log("");
  return isConstant;
}

let keys = 0;

async function folds(
  account: BenchAccount,
  poolOf: (fold: number) => string,
  size: number,
): Promise<{ milliseconds: number; pages: number }> {
  const before = await pagesRead();
  const start = performance.now();
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const request = Array.from({ length: size }, () => {
      keys += 1;
      const key = `used-${keys}`;
      return {
        key,
        erasedKey: () => key,
        contactHash: randomBytes(32),
        campaignId: "bench",
        campaignType: "automation" as const,
        clientId: account.keyId,
      };
    });
    await runFold(poolOf(fold), [request]);
  }
  const milliseconds = (performance.now() - start) / FOLDS;
  return { milliseconds, pages: ((await pagesRead()) - before) / FOLDS };
}

/** Pages of the two tables and their indexes that were looked at so far, in memory or not. */
async function pagesRead(): Promise<number> {
  const { pool } = database();
  // Statistics of a connection are told once it is idle; this makes sure that they are.
  const client = await pool.connect();
  await client.query("select pg_stat_force_next_flush()");
  client.release();
  const { rows } = await pool.query<{ pages: number }>(
    `select sum(heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read)::float8 as pages
     from pg_statio_user_tables where relname in ('codes', 'claims')`,
  );
  return rows[0]?.pages ?? 0;
}
