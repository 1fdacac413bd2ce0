import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { ExpectedFailure } from "./expected-failure.ts";

export interface AppOptions {
  port: number;
  databaseUrl: string;
  /** Where the pretend Shopify and its admin frame listen. */
  sandboxUrl: string;
  shop: string;
  apiKey: string;
  apiSecret: string;
  uploadDirectory: string;
  /** Its log goes to the end of this file. */
  logFile: string;
  /** Further variables, on top of those of the demo. */
  environment?: Record<string, string>;
}

export interface RunningApp {
  readonly url: string;
  readonly pid: number;
  /** Resolves when the process is gone, with its last lines. */
  readonly exited: Promise<{ code: number | null; signal: string | null; lastLines: string }>;
  /** Lets running requests finish. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
}

/** Milliseconds from the start of the process until it is ready, migrations included. */
const READY_WITHIN_MILLISECONDS = 90_000;
/** Milliseconds that an orderly stop may take. */
const STOP_WITHIN_MILLISECONDS = 30_000;
const LAST_LINES = 20;

/** Variables of the surroundings that must not reach the app: the demo settles all of them. */
const SETTLED_HERE =
  /^(APP_|SANDBOX_|SHOPIFY_|EMBEDDED_|MASTER_KEYS$|DATABASE_|SMTP_|MAIL_|METRICS_|DRAIN_|PUBLIC_PATH|PROXY_|WORKER$)/;

/** As in `npm start`: a small nursery keeps short-lived rows of an import from growing the process. */
const NODE_OPTIONS_OF_START = ["--max-semi-space-size=8"];

/** Starts the real app, built for production, against the sandbox, and waits until it is ready. */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const url = `http://127.0.0.1:${options.port}`;
  const surroundings = Object.entries(process.env).filter(([name]) => !SETTLED_HERE.test(name));
  const child = spawn(
    process.execPath,
    [
      ...NODE_OPTIONS_OF_START,
      "--import",
      new URL("end-with-parent.ts", import.meta.url).href,
      "app/server.ts",
    ],
    {
      // A process group of its own: Ctrl-C in the terminal reaches the demo, which stops this in order.
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: {
        ...Object.fromEntries(surroundings),
        APP_MODE: "demo",
        NODE_ENV: "production",
        HOST: "127.0.0.1",
        PORT: String(options.port),
        APP_URL: url,
        DATABASE_URL: options.databaseUrl,
        SHOPIFY_API_KEY: options.apiKey,
        SHOPIFY_API_SECRET: options.apiSecret,
        SANDBOX_SHOPIFY_URL: options.sandboxUrl,
        SANDBOX_SHOP: options.shop,
        SANDBOX_FRAME_ORIGIN: options.sandboxUrl,
        APP_BRIDGE_URL: `${options.sandboxUrl}/app-bridge.js`,
        UPLOAD_DIR: options.uploadDirectory,
        ...options.environment,
      },
    },
  );
  const exited = watch(child, options.logFile);
  const app: RunningApp = {
    url,
    pid: child.pid ?? 0,
    exited,
    async stop() {
      const late = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MILLISECONDS);
      child.kill("SIGTERM");
      await exited;
      clearTimeout(late);
    },
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
  const gone = exited.then(({ lastLines }) => {
    throw new ExpectedFailure(`The app did not start. Its last words:\n${lastLines}`);
  });
  await Promise.race([untilReady(app), gone]);
  return app;
}

function watch(child: ChildProcess, logFile: string): RunningApp["exited"] {
  const log = createWriteStream(logFile, { flags: "a" });
  let lines: string[] = [];
  for (const output of [child.stdout, child.stderr]) {
    output?.on("data", (data: Buffer) => {
      log.write(data);
      lines = [...lines, ...data.toString().split("\n")].filter((line) => line !== "").slice(-LAST_LINES);
    });
  }
  return new Promise((resolve) => {
    child.once("close", (code, signal) => {
      log.end();
      resolve({ code, signal, lastLines: lines.join("\n") });
    });
  });
}

async function untilReady(app: RunningApp): Promise<void> {
  const end = Date.now() + READY_WITHIN_MILLISECONDS;
  let last = "it does not answer";
  while (Date.now() < end) {
    try {
      const answer = await fetch(`${app.url}/readyz`, { signal: AbortSignal.timeout(5_000) });
      if (answer.ok) return;
      last = `${answer.status} ${await answer.text()}`;
    } catch {
      // It does not listen yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await app.kill();
  throw new ExpectedFailure(
    `The app was not ready within ${READY_WITHIN_MILLISECONDS / 1000} seconds: ${last}`,
  );
}
