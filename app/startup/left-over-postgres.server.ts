import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

/** Seconds that PostgreSQL gets to write what it has in memory. */
const STOP_SECONDS_MAX = 30;

/**
 * The server that an earlier process left running over a data directory when it was killed: its address and
 * a way to stop it. Null when none runs there, whatever its lock file says.
 */
export async function leftOverPostgres(options: {
  dataDirectory: string;
  password: string;
  database: string;
}): Promise<{ url: string; stop: () => Promise<void> } | null> {
  const lock = await readFile(join(options.dataDirectory, "postmaster.pid"), "utf8").catch(() => "");
  // Process id, data directory, start time and port stand on the first four lines.
  const [pid, , , port] = lock.split("\n").map(Number);
  if (!pid || !port || !isAlive(pid)) return null;
  const url = `postgresql://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${options.database}`;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  const answers = await client.connect().then(
    () => true,
    () => false,
  );
  await client.end().catch(() => {});
  return answers ? { url, stop: () => stopServer(pid) } : null;
}

async function stopServer(pid: number): Promise<void> {
  process.kill(pid, "SIGINT");
  for (let waited = 0; waited < STOP_SECONDS_MAX * 10 && isAlive(pid); waited += 1) await pause(100);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
