import { spawn } from "node:child_process";
import { resolve } from "node:path";
import pg from "pg";
import { missingMigrations } from "./missing-migrations.server.ts";

const SECONDS_MAX = 120;
/** What the migration tool says last. */
const DONE = /No pending migrations to apply|have been successfully applied/;

/** Brings a database to the newest schema. Throws with what the migration tool said. */
export async function migrateDatabase(url: string): Promise<void> {
  if (await isNewest(url)) return;
  const child = spawn(
    process.execPath,
    [resolve("node_modules/prisma/build/index.js"), "migrate", "deploy"],
    {
      // biome-ignore lint/style/noProcessEnv: handed on to a program that needs its PATH and the like.
      env: { ...process.env, DATABASE_URL: url, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" },
      timeout: SECONDS_MAX * 1_000,
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let said = "";
  let isDone = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      said += text;
      isDone ||= DONE.test(said);
      // Its lock's timer, which nobody takes down, would keep it for ten idle seconds.
      if (isDone) child.kill();
    });
  }
  const code = await new Promise<number | null>((ended, failed) => {
    child.once("error", failed);
    child.once("close", ended);
  });
  if (code !== 0 && !isDone)
    throw new Error(`The database could not be brought to the newest schema: ${said.trim()}`);
}

/** Whether every migration has been applied already. Where that cannot be found out, the tool will say why. */
async function isNewest(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return (await missingMigrations(client)).length === 0;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
