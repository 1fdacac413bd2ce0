import { spawn } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setDatabaseUrl } from "#app/config/env.server.ts";
import { closeDatabase } from "#app/db/database.server.ts";
import { startEmbeddedPostgres } from "#app/db/embedded-postgres.server.ts";
import { migrateDatabase } from "#app/db/migrate-database.server.ts";
import { buildApp } from "#sandbox/demo/build-app.ts";
import { freePort } from "#sandbox/demo/free-port.ts";
import { faultPlan } from "./fault-plan.ts";
import { faultsPage } from "./faults-page.ts";
import { type LivesReport, parseLives } from "./lives-report.ts";
import { type FaultReport, runFault } from "./run-fault.ts";
import { startWebProcesses } from "./web-processes.ts";

// `npm run faults`: claims in one long run, then in many short ones, against a database that keeps every commit on
// the disk; then many lives of stores whose dynamic pools are replenished. Writes what came of them to
// docs/faults.md; then lives of Magento shops with the module's real classes. `npm run faults -- --seeds 100 --first
// 500 --lives 1000 --shops 200` for others.

const { values } = parseArgs({
  options: {
    codes: { type: "string", default: "200000" },
    seeds: { type: "string", default: "50" },
    first: { type: "string", default: "100" },
    lives: { type: "string", default: "200" },
    shops: { type: "string", default: "100" },
  },
});
const [codes, seeds, first, lives, shops] = [
  Number(values.codes),
  Number(values.seeds),
  Number(values.first),
  Number(values.lives),
  Number(values.shops),
];

process.env.APP_MODE = "test";
process.env.LOG_LEVEL = "error";
const directory = await mkdtemp(join(tmpdir(), "coupon-pools-faults-"));
await chmod(directory, 0o755);
await buildApp((line) => say(line));
const server = await startEmbeddedPostgres({
  dataDirectory: join(directory, "postgres"),
  port: await freePort(),
  password: "throw-away",
  database: "faults",
});
const reports: FaultReport[] = [];
let stores: LivesReport[] = [];
try {
  await migrateDatabase(server.url);
  setDatabaseUrl(server.url);
  const webs = await startWebProcesses(server.url, directory);
  try {
    await add(faultPlan({ seed: first, codes, kills: 5, cuts: 2, batchMax: 100 }));
    for (let seed = first + 1; seed <= first + seeds; seed += 1) {
      await add(faultPlan({ seed, codes: 5_000, kills: 5, cuts: 1, batchMax: 20 }));
    }
  } finally {
    await webs.stop();
  }
  stores = [
    ...(await liveManyTimes(join(directory, "lives.jsonl"), {
      files: "test/faults/replenish",
      platforms: ["pretend platform", "sandbox"],
      runs: lives,
    })),
    ...(await liveManyTimes(join(directory, "shops.jsonl"), {
      files: "test/faults/magento-lives",
      platforms: ["Magento module"],
      runs: shops,
    })),
  ];

  async function add(plan: ReturnType<typeof faultPlan>): Promise<void> {
    const report = await runFault(plan, webs);
    reports.push(report);
    const { seed, requests, sentAgain, seconds, complaints } = report;
    say(
      `seed ${seed}: ${plan.codes} codes, ${requests} requests, ${sentAgain} sent again, ${seconds.toFixed(1)} s: ${complaints.length === 0 ? "kept" : "BROKEN"}`,
    );
    for (const complaint of complaints) say(`  ${complaint}`);
  }
} finally {
  await closeDatabase();
  await server.stop();
  await rm(directory, { recursive: true, force: true });
}
const machine = `${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"}), Node ${process.version}`;
await writeFile("docs/faults.md", faultsPage(reports, stores, { date: new Date(), machine }));
say("The result is in docs/faults.md.");
process.exitCode = [...reports, ...stores].every(({ complaints }) => complaints.length === 0) ? 0 : 1;

/** Tests of lives, with many seeds instead of ten; what came of them stands in a file. */
async function liveManyTimes(
  file: string,
  { files, platforms, runs }: { files: string; platforms: string[]; runs: number },
): Promise<LivesReport[]> {
  await new Promise<void>((resolve, reject) => {
    const args = ["run", "--project", "faults", files];
    const child = spawn("node_modules/.bin/vitest", args, {
      stdio: "inherit",
      env: {
        ...process.env,
        FAULT_RUNS: String(runs),
        FAULT_SEED: String(first),
        FAULT_REPORT: file,
        FAULT_MINUTES: "120",
      },
    });
    child.on("error", reject);
    child.on("close", () => resolve());
  });
  const told = parseLives(await readFile(file, "utf8").catch(() => ""));
  // A test that ended before it could tell has kept nothing.
  const silent = platforms.filter((one) => !told.some(({ platform }) => platform === one));
  return [
    ...told,
    ...silent.map((platform) => ({
      platform,
      first,
      lives: runs,
      assigned: 0,
      deaths: 0,
      strangers: 0,
      seconds: 0,
      complaints: ["The run did not end."],
    })),
  ];
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
