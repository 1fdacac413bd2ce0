import { join } from "node:path";
import { buildApp } from "#sandbox/demo/build-app.ts";
import { freePort } from "#sandbox/demo/free-port.ts";
import { startApp } from "#sandbox/demo/start-app.ts";

/** The whole program as a process of its own, its worker inside. */
export interface Service {
  readonly url: string;
  readonly deaths: number;
  readonly pid: number;
  /** Kills it as a crash would, and starts it again; asked by several at once, it dies once. */
  kill(): Promise<void>;
  /** Resolves when it is not dead. */
  isBack(): Promise<void>;
  stop(): Promise<void>;
}

/** Builds the program where that is needed, starts it and waits until it answers. */
export async function startService(databaseUrl: string, directory: string): Promise<Service> {
  await buildApp();
  const port = await freePort();
  const nowhere = "http://127.0.0.1:9";
  const start = () =>
    startApp({
      port,
      databaseUrl,
      sandboxUrl: nowhere,
      shop: "demo-shop.myshopify.com",
      apiKey: "faults",
      apiSecret: "faults",
      uploadDirectory: join(directory, "uploads"),
      logFile: join(directory, "service.log"),
      // Shops come through a proxy that says which is which: tries to link are counted for each.
      environment: { LOG_LEVEL: "error", PROXY_HOPS: "1", REQUESTS_PER_MINUTE: "100000000" },
    });
  let app = await start();
  let dying: Promise<void> | undefined;
  let deaths = 0;
  return {
    url: app.url,
    get deaths() {
      return deaths;
    },
    get pid() {
      return app.pid;
    },
    async kill() {
      dying ??= (async () => {
        deaths += 1;
        await app.kill();
        app = await start();
      })().finally(() => {
        dying = undefined;
      });
      await dying;
    },
    isBack: async () => await dying,
    stop: async () => {
      await dying;
      await app.stop();
    },
  };
}
