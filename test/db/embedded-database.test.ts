import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrateDatabase } from "#app/db/migrate-database.server.ts";
import { freePort } from "#sandbox/demo/free-port.ts";
import { startPostgres } from "#sandbox/demo/start-postgres.ts";

const PASSWORD = "a-password-of-my-own";
let installation: string;

beforeAll(async () => {
  installation = await mkdtemp(join(tmpdir(), "coupon-pools-embedded-"));
  await chmod(installation, 0o755);
  await symlink(resolve("app"), join(installation, "app"));
});

afterAll(async () => await rm(installation, { recursive: true, force: true }));

/** What a command of the operator's says in this installation, which has no DATABASE_URL. */
async function say(command: string) {
  const env = { ...process.env, DATABASE_URL: "", EMBEDDED_DATABASE_PASSWORD: PASSWORD };
  const script = resolve("app", command);
  const run = promisify(execFile)(process.execPath, [script], { env, cwd: installation });
  return await run.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
  );
}

test.each(["invite.server.ts", "doctor.server.ts"])(
  "%s says what to do where no database runs",
  async (command) => {
    expect(await say(command)).toEqual({
      code: 1,
      said: "No embedded database runs in var/postgres here. Start the program first, or set DATABASE_URL.\n",
    });
  },
);

test("a command finds the embedded database that the program has started", async () => {
  const server = await startPostgres({
    dataDirectory: join(installation, "var/postgres"),
    port: await freePort(),
    password: PASSWORD,
    database: "coupon_pools",
  });
  try {
    await migrateDatabase(server.url);
    expect(await say("invite.server.ts")).toEqual({ code: 0, said: expect.stringMatching(/^CPI-/) });
  } finally {
    await server.stop();
  }
});
