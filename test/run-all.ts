import { spawn } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { z } from "zod";
import { checkModule } from "./php/check-module.ts";

// Every check and every suite, one after the other, and one closing line for all of them together.

const BIN = "node_modules/.bin";
const REPORT = "var/test-report.json";

/** Checks that pass or fail as a whole; each counts as one. */
const CHECKS = [
  { title: "types", command: `${BIN}/tsc`, args: ["--noEmit"] },
  { title: "lint and format", command: `${BIN}/biome`, args: ["check", "--error-on-warnings", "."] },
  {
    title: "who may import whom",
    command: `${BIN}/depcruise`,
    args: ["app", "sandbox", "bench", "test", "--config", ".dependency-cruiser.mjs"],
  },
  { title: "nothing unused", command: `${BIN}/knip`, args: [] },
  { title: "build", command: `${BIN}/remix`, args: ["vite:build"] },
] as const;

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  success: z.boolean(),
});

await mkdir("var", { recursive: true });
let passed = 0;
let failed = 0;
let skipped = 0;
for (const { title, command, args } of CHECKS) {
  say(`\n== ${title}`);
  if ((await run(command, [...args])) === 0) passed += 1;
  else failed += 1;
}

say("\n== the Magento module: syntax, unit tests, style");
const checked = await checkModule();
passed += checked.passed;
failed += checked.failed;
skipped += checked.skipped;
for (const note of checked.notes) say(note);

say("\n== tests");
const exitCode = await run(`${BIN}/vitest`, [
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${REPORT}`,
]);
const report = reportSchema.safeParse(JSON.parse(await readFile(REPORT, "utf8").catch(() => "null")));
if (report.success) {
  passed += report.data.numPassedTests;
  failed += report.data.numFailedTests;
  skipped += report.data.numPendingTests;
}
// A suite that breaks before its first test has no failed test to count.
if (exitCode !== 0 && !(report.success && report.data.numFailedTests > 0)) failed += 1;

say(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function run(command: string, args: string[]): Promise<number> {
  return await new Promise((resolve) => {
    const child = spawn(command, args, { stdio: "inherit" });
    child.on("error", (error) => {
      say(`${command} could not be started: ${error.message}`);
      resolve(1);
    });
    child.on("close", (code) => resolve(code ?? 1));
  });
}
