import { join } from "node:path";
import { freePort } from "#sandbox/demo/free-port.ts";
import { type AppOptions, type RunningApp, startApp } from "#sandbox/demo/start-app.ts";

/** Two processes of the whole program on one database. */
export interface WebProcesses {
  ports: readonly number[];
  /**
   * Kills a process as a crash would, some milliseconds from now, and starts it again. Resolves when it is dead;
   * where it is not back from an earlier death, that is waited for first.
   */
  kill(process: number, afterMilliseconds: number): Promise<void>;
  stop(): Promise<void>;
}

const STARTS_MAX = 5;

/** Starts both and waits until they answer. The app must be built. */
export async function startWebProcesses(databaseUrl: string, directory: string): Promise<WebProcesses> {
  const ports = [await freePort(), await freePort()];
  const start = (port: number) => startAgain(optionsOf(port, databaseUrl, directory));
  const apps: Promise<RunningApp>[] = [];
  for (const port of ports) {
    // One after the other: the second finds the schema of the first.
    const app = await start(port);
    apps.push(Promise.resolve(app));
  }
  return {
    ports,
    async kill(process, afterMilliseconds) {
      const app = await apps[process];
      if (!app) throw new Error(`There is no process ${process}.`);
      await new Promise((resolve) => setTimeout(resolve, afterMilliseconds));
      await app.kill();
      const back = start(ports[process] ?? 0);
      // Whoever needs it next hears of a failure.
      back.catch(() => {});
      apps[process] = back;
    },
    async stop() {
      const running = await Promise.all(apps);
      await Promise.all(running.map((app) => app.kill()));
    },
  };
}

/** As whatever watches over a process would: one that loses its database while it starts is started again. */
async function startAgain(options: AppOptions): Promise<RunningApp> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startApp(options);
    } catch (error) {
      if (attempt === STARTS_MAX) throw error;
    }
  }
}

function optionsOf(port: number, databaseUrl: string, directory: string): AppOptions {
  const nowhere = "http://127.0.0.1:9";
  return {
    port,
    databaseUrl,
    sandboxUrl: nowhere,
    shop: "demo-shop.myshopify.com",
    apiKey: "faults",
    apiSecret: "faults",
    uploadDirectory: join(directory, "uploads"),
    logFile: join(directory, `web-${port}.log`),
    environment: { LOG_LEVEL: "error", WORKER: "off", REQUESTS_PER_MINUTE: "100000000" },
  };
}
