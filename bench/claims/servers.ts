import { fork } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "#sandbox/demo/free-port.ts";
import { startApp } from "#sandbox/demo/start-app.ts";
import type { BenchDatabase } from "../bench-database.ts";
import type { BenchAccount } from "./bench-pool.ts";

export interface RunningServer {
  port: number;
  stop(): Promise<void>;
}

/** The product: the whole program as it is built, without background work. It writes no line per request. */
export async function startProduct({ url, directory }: BenchDatabase): Promise<RunningServer> {
  const port = await freePort();
  const nowhere = "http://127.0.0.1:9";
  const app = await startApp({
    port,
    databaseUrl: url,
    sandboxUrl: nowhere,
    shop: "demo-shop.myshopify.com",
    apiKey: "bench",
    apiSecret: "bench",
    uploadDirectory: join(directory, "uploads"),
    logFile: join(directory, "app.log"),
    environment: { LOG_LEVEL: "error", WORKER: "off", REQUESTS_PER_MINUTE: "100000000" },
  });
  return { port, stop: () => app.stop() };
}

/** The obvious way, in a process of its own with as many database connections as the product's. */
export async function startObvious(
  { url }: BenchDatabase,
  { accountId, keyId, secret }: BenchAccount,
  guarded: "yes" | "no",
): Promise<RunningServer> {
  const port = await freePort();
  const child = fork(
    fileURLToPath(new URL("./obvious-server.ts", import.meta.url)),
    [JSON.stringify({ port, accountId, clientId: keyId, secret, guarded })],
    { env: { ...process.env, NODE_ENV: "production", DATABASE_URL: url }, execArgv: [] },
  );
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => reject(new Error(`The server for comparison ended with ${code}.`)));
  });
  return {
    port,
    stop: async () => {
      child.kill();
      await exited;
    },
  };
}
