import { spawn, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "#sandbox/demo/free-port.ts";

/** A MariaDB of the bench's own. */
export interface RunningMariadb {
  dsn: string;
  environment: Record<string, string>;
  version: string;
  pid: number;
  stop(): Promise<void>;
}

const STARTS_WITHIN_MILLISECONDS = 60_000;

/** Starts a MariaDB on 127.0.0.1 with the settings of a small shop; null where the machine, or its PHP, has none. */
export async function startMariadb(directory: string): Promise<RunningMariadb | null> {
  const version = spawnSync("mariadbd", ["--no-defaults", "--version"], { encoding: "utf8" });
  const driver = spawnSync("php", ["-r", "exit(extension_loaded('pdo_mysql') ? 0 : 1);"]);
  if (version.error || driver.status !== 0) return null;
  const data = join(directory, "mariadb");
  mkdirSync(data, { recursive: true });
  const settings = [
    "--no-defaults",
    `--datadir=${data}`,
    ...(process.getuid?.() === 0 ? ["--user=root"] : []),
  ];
  const made = spawnSync("mariadb-install-db", [...settings, "--auth-root-authentication-method=normal"], {
    encoding: "utf8",
  });
  if (made.status !== 0) return null;
  const port = await freePort();
  const socket = join(data, "socket");
  const child = spawn(
    "mariadbd",
    [
      ...settings,
      `--port=${port}`,
      "--bind-address=127.0.0.1",
      `--socket=${socket}`,
      "--innodb-buffer-pool-size=256M",
      "--innodb-log-file-size=128M",
      "--max-allowed-packet=64M",
    ],
    { stdio: "ignore" },
  );
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const end = Date.now() + STARTS_WITHIN_MILLISECONDS;
  const statement =
    "create database if not exists shop; create user if not exists shop@'127.0.0.1' identified by 'shop'; grant all on shop.* to shop@'127.0.0.1'";
  while (
    spawnSync("mariadb", ["--no-defaults", `--socket=${socket}`, "-u", "root", "-e", statement]).status !== 0
  ) {
    if (Date.now() > end) {
      child.kill("SIGKILL");
      return null;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    dsn: `mysql:host=127.0.0.1;port=${port};dbname=shop;charset=utf8`,
    environment: { PRETEND_DATABASE_USER: "shop", PRETEND_DATABASE_PASSWORD: "shop" },
    version: /Ver (\S+)/.exec(version.stdout)?.[1] ?? "",
    pid: child.pid ?? 0,
    async stop() {
      child.kill("SIGTERM");
      await gone;
    },
  };
}
