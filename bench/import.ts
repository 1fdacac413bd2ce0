// How long a file of a million codes takes from the first byte to the last claimable code, against a bare COPY
// of the same file into the same indexed table in the same run; and what it costs those who claim meanwhile.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { pipeline } from "node:stream/promises";
import { Worker } from "node:worker_threads";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { database } from "#app/db/database.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { importUpload } from "#app/uploads/import-upload.server.ts";
import { previewUpload } from "#app/uploads/preview-upload.server.ts";
import { receiveUpload } from "#app/uploads/receive-upload.server.ts";
import { startUpload } from "#app/uploads/start-upload.server.ts";
import { withBenchDatabase } from "./bench-database.ts";
import type { WaitReport } from "./wait-for-pool.ts";

const ROWS = 1_000_000;
const ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** Prints both times, their ratio, the growth of memory, and how long a claim had to wait for the pool's row. */
export async function run(): Promise<void> {
  await withBenchDatabase(async ({ url, directory }) => {
    await startQueue();
    try {
      const file = join(directory, "codes.csv");
      await writeCodes(file);
      const copySeconds = await bareCopy(file, url);
      await database().pool.query("checkpoint");
      report(copySeconds, await wholeImport(file, url));
    } finally {
      await stopQueue();
    }
  });
}

/** A million different codes in no order, the same ones in every run. */
async function writeCodes(path: string): Promise<void> {
  const lines = function* () {
    yield "coupon_code\n";
    for (let from = 0; from < ROWS; from += 1_000) {
      let text = "";
      for (let index = from; index < from + 1_000; index += 1) {
        const digest = createHash("md5").update(String(index)).digest();
        text += `SAVE-${Array.from(digest.subarray(0, 10), (byte) => ALPHABET[byte % 32]).join("")}\n`;
      }
      yield text;
    }
  };
  await writeFile(path, lines());
}

/** COPY alone, one statement, into a table with the columns, indexes and settings of `codes`. */
async function bareCopy(file: string, url: string): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query("create table bare (like codes including all) with (fillfactor = 80)");
  // What the file does not say: constants, and the key in the cheapest way there is.
  await client.query("alter table bare alter account_id set default $$acc_01M85000000000000000000000$$");
  await client.query("alter table bare alter pool_id set default $$pool_01M85000000000000000000000$$");
  await client.query("alter table bare alter upload_id set default $$upl_01M85000000000000000000000$$");
  await client.query("alter table bare drop code_key");
  await client.query(
    'alter table bare add code_key text collate "C" generated always as (lower(code)) stored',
  );
  await client.query("create unique index on bare (account_id, code_key)");
  await client.query("checkpoint");
  const start = performance.now();
  await pipeline(
    createReadStream(file),
    client.query(copyFrom("copy bare (code) from stdin with (format csv, header)")),
  );
  const seconds = (performance.now() - start) / 1_000;
  await client.query("drop table bare");
  await client.end();
  return seconds;
}

interface Imported {
  receiveSeconds: number;
  importSeconds: number;
  added: number;
  memoryGrowthBytes: number;
  loopDelayMs: { longest: number; p99: number };
  waits: WaitReport;
}

/** From the first byte through preview and job to the last claimable code, as a merchant's upload goes. */
async function wholeImport(file: string, url: string): Promise<Imported> {
  const { accountId, poolId } = await newPool();
  const memoryBefore = process.memoryUsage.rss();
  let memoryMost = memoryBefore;
  const sampler = setInterval(() => {
    memoryMost = Math.max(memoryMost, process.memoryUsage.rss());
  }, 10);
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const waiter = new Worker(new URL("./wait-for-pool.ts", import.meta.url), { workerData: { url, poolId } });
  const start = performance.now();
  const received = await receiveUpload({
    accountId,
    poolId,
    actor: "bench",
    fileName: "codes.csv",
    body: createReadStream(file),
  });
  if (!received.ok) throw new Error(received.refusal.detail);
  const uploadId = received.value.id;
  const preview = await previewUpload({ accountId, uploadId, now: new Date() });
  if (!preview.ok) throw new Error(preview.refusal.detail);
  await startUpload({ accountId, uploadId, choice: preview.value.choice });
  const queued = performance.now();
  await importUpload({ uploadId });
  const end = performance.now();
  clearInterval(sampler);
  loop.disable();
  const waits = await new Promise<WaitReport>((resolve) => {
    waiter.once("message", resolve);
    waiter.postMessage("stop");
  });
  const { rows } = await database().pool.query<{ available: number; claimable: number }>(
    `select available, (select count(*) from codes where pool_id = $1 and state = 'available') as claimable
     from pools where id = $1`,
    [poolId],
  );
  if (rows[0]?.available !== ROWS || rows[0].claimable !== ROWS)
    throw new Error("not every code is claimable");
  return {
    receiveSeconds: (queued - start) / 1_000,
    importSeconds: (end - start) / 1_000,
    added: rows[0].available,
    memoryGrowthBytes: memoryMost - memoryBefore,
    loopDelayMs: { longest: loop.max / 1e6, p99: loop.percentile(99) / 1e6 },
    waits,
  };
}

async function newPool(): Promise<{ accountId: string; poolId: string }> {
  const { pool } = database();
  const [accountId, poolId] = [newId("account"), newId("pool")];
  await pool.query("insert into accounts (id, name) values ($1, 'Bench')", [accountId]);
  await pool.query(
    "insert into pools (id, account_id, name, handle, type) values ($1, $2, 'Bench', 'bench', 'static')",
    [poolId, accountId],
  );
  return { accountId, poolId };
}

function report(copySeconds: number, imported: Imported): void {
  const ratio = imported.importSeconds / copySeconds;
  const mebibytes = imported.memoryGrowthBytes / 1_048_576;
  const { count, longestMs, p99Ms } = imported.waits;
  console.log(`${ROWS.toLocaleString("en-US")} rows, one column, into a table with four indexes`);
  console.log(`  bare COPY of the file        ${copySeconds.toFixed(2)} s`);
  console.log(
    `  whole import                 ${imported.importSeconds.toFixed(2)} s (upload and preview ${imported.receiveSeconds.toFixed(2)} s)`,
  );
  console.log(`  ratio                        ${ratio.toFixed(2)} (goal: at most 4)`);
  console.log(`  codes claimable              ${imported.added.toLocaleString("en-US")}`);
  console.log(`  memory grew by at most       ${mebibytes.toFixed(0)} MiB (goal: less than 256)`);
  console.log(
    `  longest wait for the pool    ${longestMs.toFixed(0)} ms, 99 % below ${p99Ms.toFixed(1)} ms, of ${count} (goal: at most 200)`,
  );
  const { longest, p99 } = imported.loopDelayMs;
  console.log(`  event loop held up at most   ${longest.toFixed(0)} ms, 99 % below ${p99.toFixed(1)} ms`);
  if (ratio > 4 || mebibytes >= 256 || longestMs > 200) process.exitCode = 1;
}
