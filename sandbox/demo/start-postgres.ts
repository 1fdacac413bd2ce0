import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { ExpectedFailure } from "./expected-failure.ts";
import { postgresCommand } from "./postgres-command.ts";

/** The password of a database that listens on this machine alone and holds nothing worth having. */
const THROW_AWAY_PASSWORD = "throw-away-demo-password";

export interface RunningPostgres {
  url: string;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  dataDirectory: string;
  port: number;
  password?: string;
  database?: string;
  /** Further settings for postgres, as `name=value`. */
  settings?: string[];
}

/** Starts the embedded PostgreSQL in a process group of its own; it also stops when this process is gone. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const program = fileURLToPath(new URL("postgres-process.ts", import.meta.url));
  const { command, args } = postgresCommand(options.dataDirectory, program);
  const child = spawn(command, args, { detached: true, stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let said = "";
  child.stderr?.on("data", (data) => {
    said = `${said}${data}`.slice(-2_000);
  });
  child.send({ password: THROW_AWAY_PASSWORD, database: "coupon_pools", ...options });
  const [answer] = (await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => [{ error: said.trim() }]),
  ])) as [{ url?: string; error?: string }];
  if (!answer.url)
    throw new ExpectedFailure(`PostgreSQL did not start: ${answer.error ?? "no reason given"}`);
  const exited = once(child, "exit");
  return {
    url: answer.url,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGTERM");
        await exited;
      }
    },
  };
}
