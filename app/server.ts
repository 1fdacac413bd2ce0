import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { EnvironmentError, env } from "./config/env.server.ts";
import { log } from "./log/log.server.ts";
import { prepareDatabase } from "./prepare-database.server.ts";
import { untilStopped } from "./until-stopped.server.ts";
import { type Program, serveWeb } from "./web.server.ts";

// The program: `node app/server.ts`. Nothing listens before the environment is checked and the database
// has the newest schema.

const BUILD = resolve("build/server/index.js");

try {
  await run();
} catch (error) {
  // Before the environment is known there is no logger.
  console.error(error instanceof EnvironmentError ? error.message : error);
  process.exit(1);
}

async function run(): Promise<void> {
  const { WORKER, HOST, PORT } = env();
  if (!existsSync(BUILD)) throw new Error("The app is not built yet: run `npm run build` first.");
  const prepared = await prepareDatabase();
  const stopped = untilStopped();
  // From here on the bundle's own copies of env and database are the ones in use.
  const build: Program = await import(pathToFileURL(BUILD).href);
  const { startWorker, startQueue, stopQueue, closeDatabase } = build.entry.module;
  if (WORKER === "off") await startQueue();
  const worker = WORKER === "off" ? { stop: stopQueue } : await startWorker();
  const web = WORKER === "only" ? undefined : await serveWeb(build, { host: HOST, port: PORT });
  if (web) log().info({ address: web.address }, "the app is listening");
  await stopped;
  log().info("stopping");
  await web?.stop();
  await worker.stop();
  await closeDatabase();
  await prepared.stop();
  process.exit(0);
}
