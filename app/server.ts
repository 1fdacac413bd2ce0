import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { EnvironmentError, env } from "./config/env.server.ts";
import { log } from "./log/log.server.ts";
import { prepareDatabase } from "./startup/prepare-database.server.ts";
import { untilStopped } from "./startup/until-stopped.server.ts";
import { type Program, serve, webApp } from "./web.server.ts";

// The program: `node app/server.ts`. Nothing listens before the environment is checked and the database
// has the newest schema.

const BUILD = resolve("build/server/index.js");

// As Node would end it, but as a line of the log, without what an error may carry of somebody's data.
process.on("uncaughtException", (error) => {
  log().fatal({ err: error }, "a bug ended the program");
  process.exit(1);
});

try {
  await run();
} catch (error) {
  // Before the environment is known there is no logger.
  if (error instanceof EnvironmentError) console.error(error.message);
  else log().fatal({ err: error }, "the program cannot start");
  process.exit(1);
}

async function run(): Promise<void> {
  const { WORKER, HOST, PORT, METRICS_HOST, METRICS_PORT, DRAIN_SECONDS } = env();
  if (!existsSync(BUILD)) throw new Error("The app is not built yet: run `npm run build` first.");
  const prepared = await prepareDatabase();
  const stopped = untilStopped();
  // From here on the bundle's own copies of env and database are the ones in use.
  const build: Program = await import(pathToFileURL(BUILD).href);
  const { startWorker, startQueue, stopQueue, closeDatabase, operatorHealth, startDraining } =
    build.entry.module;
  if (WORKER === "off") await startQueue();
  const worker = WORKER === "off" ? { stop: stopQueue } : await startWorker();
  const web = WORKER === "only" ? undefined : await serve(webApp(build), { host: HOST, port: PORT });
  if (web) log().info({ address: web.address }, "the app is listening");
  const operator =
    METRICS_PORT === undefined
      ? undefined
      : await serve(operatorHealth, { host: METRICS_HOST, port: METRICS_PORT });
  if (operator) log().info({ address: operator.address }, "metrics and health are listening");
  await stopped;
  log().info("stopping");
  startDraining();
  // Whoever sends us requests learns it from /readyz first.
  if (web) await wait(DRAIN_SECONDS * 1_000);
  await web?.stop();
  await worker.stop();
  await operator?.stop();
  await closeDatabase();
  await prepared.stop();
  process.exit(0);
}
