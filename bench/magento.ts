// A million codes prepared for a broadcast in a Magento shop: from the announcement to the last confirmed code, with the
// module's real classes over HTTP. `--codes 100000` for fewer, `--database sqlite` where there is no MariaDB.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { database } from "#app/db/database.server.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { buildApp } from "#sandbox/demo/build-app.ts";
import { freePort } from "#sandbox/demo/free-port.ts";
import { startApp } from "#sandbox/demo/start-app.ts";
import { findPhp } from "#sandbox/magento/find-php.ts";
import { startMariadb } from "#sandbox/magento/start-mariadb.ts";
import { openRealModule, type RealModule } from "#test/support/real-module.ts";
import { withBenchDatabase } from "./bench-database.ts";
import { memoryOf } from "./magento/memory-of.ts";

const GOAL_SECONDS = 600;
/** Growth of either side, once it is warm, that counts as flat. */
const GOAL_GROWTH_BYTES = 128 * 1_048_576;
const MEGABYTE = 1_048_576;
/** Of the codes, after how many both sides are warm. */
const WARM_SHARE = 0.1;

/** Prints the time and the memory of both sides. */
export async function run(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      codes: { type: "string", default: "1000000" },
      database: { type: "string", default: "mariadb" },
    },
  });
  const php = findPhp();
  if (!php.isThere) throw new Error(php.why);
  await buildApp((line) => console.log(line));
  await withBenchDatabase(async ({ url, directory }) => {
    await startQueue();
    await stopQueue();
    const mariadb = values.database === "mariadb" ? await startMariadb(directory) : null;
    const shopDatabase = mariadb ? `MariaDB ${mariadb.version}` : "SQLite";
    const nowhere = "http://127.0.0.1:9";
    const app = await startApp({
      port: await freePort(),
      databaseUrl: url,
      sandboxUrl: nowhere,
      shop: "demo-shop.myshopify.com",
      apiKey: "bench",
      apiSecret: "bench",
      uploadDirectory: join(directory, "uploads"),
      logFile: join(directory, "app.log"),
      environment: { LOG_LEVEL: "error", PROXY_HOPS: "1" },
    });
    try {
      const magento = await openRealModule({
        service: app,
        database: mariadb?.dsn ?? join(directory, "shop.sqlite"),
        environment: mariadb?.environment,
      });
      console.log(`The module's real classes on PHP ${php.version} and ${shopDatabase}, over HTTP.`);
      await prepare(magento, app.pid, Number(values.codes));
      await magento.stop();
    } finally {
      await app.stop();
      await mariadb?.stop();
    }
  });
}

async function prepare(magento: RealModule, servicePid: number, codes: number): Promise<void> {
  const { shop } = magento;
  const rule = await shop.do<number>("createRule", { fields: { name: "Broadcast" } });
  await shop.do("sync");
  const pool = await magento.poolOf(await magento.templateOf(rule, "Broadcast"), { bufferFixed: 1_000 });
  await until(async () => {
    await shop.do("sync");
    return (await readyIn(pool)) >= 1_000;
  });
  const started = performance.now();
  const announced = await magento.email("PUT", `/api/v1/pools/${pool}/preparations/broadcast`, {
    json: {
      campaign: "broadcast",
      quantity: codes,
      by: new Date(Date.now() + 86_400_000).toISOString(),
    },
  });
  if (!announced.ok) throw new Error(`The announcement was refused: ${await announced.text()}`);
  let ticks = 0;
  let exchangeSeconds = 0;
  let warm: { service: number; module: number } | undefined;
  for (;;) {
    const from = performance.now();
    const tick = shop.do("tick");
    let isDone = false;
    // The tick goes on for most of a minute; the last code may be there before it ends.
    const ended = tick.then(() => true);
    while (!isDone && !(await Promise.race([ended, pause(250)]))) {
      const ready = await readyIn(pool);
      isDone = ready >= codes;
      if (!warm && ready >= codes * WARM_SHARE) {
        warm = { service: memoryOf(servicePid)?.now ?? 0, module: memoryOf(shop.pid())?.now ?? 0 };
      }
    }
    ticks += 1;
    exchangeSeconds += (performance.now() - from) / 1_000;
    console.log(
      `  tick ${ticks}: ${(await readyIn(pool)).toLocaleString("en-US")} codes after ${exchangeSeconds.toFixed(0)} s`,
    );
    if (isDone || (await readyIn(pool)) >= codes) break;
    if (exchangeSeconds > 3 * GOAL_SECONDS) throw new Error("It takes far too long.");
  }
  const seconds = (performance.now() - started) / 1_000;
  const inShop = await shop.do<number>("coupons", { rule, count: true });
  report({ codes, seconds, inShop, ready: await readyIn(pool), ticks });
  const [service, module_] = [memoryOf(servicePid), memoryOf(shop.pid())];
  if (!service || !module_ || !warm) return;
  const growth = { service: service.most - warm.service, module: module_.most - warm.module };
  console.log(
    `  memory of the service        ${mega(service.most)} at most, ${mega(growth.service)} more than after a tenth`,
  );
  console.log(
    `  memory of the module         ${mega(module_.most)} at most, ${mega(growth.module)} more than after a tenth`,
  );
  if (Math.max(growth.service, growth.module) > GOAL_GROWTH_BYTES) process.exitCode = 1;
}

function report(of: { codes: number; seconds: number; inShop: number; ready: number; ticks: number }): void {
  const { codes, seconds, inShop, ready, ticks } = of;
  console.log(`${codes.toLocaleString("en-US")} codes prepared for a broadcast`);
  console.log(
    `  from announcement to last    ${seconds.toFixed(0)} s of exchanges in ${ticks} ticks (goal: at most ${GOAL_SECONDS})`,
  );
  console.log(`  codes a second               ${Math.round(codes / seconds).toLocaleString("en-US")}`);
  console.log(
    `  ready / in the shop          ${ready.toLocaleString("en-US")} / ${inShop.toLocaleString("en-US")}`,
  );
  if (seconds > GOAL_SECONDS || inShop < ready) process.exitCode = 1;
}

async function readyIn(pool: string): Promise<number> {
  const { rows } = await database().pool.query<{ available: number }>(
    "select available from pools where id = $1",
    [pool],
  );
  return rows[0]?.available ?? 0;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 120_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error("It never became so.");
    await pause(200);
  }
}

/** False, after a while. */
async function pause(milliseconds: number): Promise<false> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  return false;
}

function mega(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(0)} MiB`;
}
