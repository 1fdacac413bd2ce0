import { type SpawnOptions, spawn } from "node:child_process";
import { globSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";

// The checks of the Magento module: the syntax of every file, its unit tests, its style. With the PHP of the path, or
// else with PHP as WebAssembly as far as that goes; what cannot be run on a machine is skipped, and said.

/** What the checks came to. */
export interface ModuleChecks {
  passed: number;
  failed: number;
  skipped: number;
  /** What was skipped and why, one sentence each. */
  notes: string[];
}

const MODULE = "magento-bridge";
const WASM = ["node_modules/@php-wasm/cli/main.js"];
/** The only one of its versions that is installed. */
const WASM_ENVIRONMENT = { PHP: "8.3" };

const tinySchema = z.object({
  passed: z.number(),
  failed: z.number(),
  skipped: z.number(),
  notes: z.array(z.string()),
});

/** Runs all that can be run here; each file's syntax together counts as one. Prints what is wrong. */
export async function checkModule(): Promise<ModuleChecks> {
  const parts = (await works("php", ["-v"]))
    ? [await lintEach(), await phpunit(), await style()]
    : [...(await withWasm()), skip("The module's style was not checked: there is no PHP_CodeSniffer.")];
  return {
    passed: sum(parts, ({ passed }) => passed),
    failed: sum(parts, ({ failed }) => failed),
    skipped: sum(parts, ({ skipped }) => skipped),
    notes: parts.flatMap(({ notes }) => notes),
  };
}

function phpFiles(): string[] {
  return globSync([`${MODULE}/**/*.php`, `${MODULE}/**/*.phtml`]).toSorted();
}

/** One process a file: before PHP 8.3 it takes no more. */
async function lintEach(): Promise<ModuleChecks> {
  const files = phpFiles();
  let isWell = files.length > 0;
  const lint = async () => {
    for (let file = files.pop(); file !== undefined; file = files.pop()) {
      const { code, output } = await run("php", ["-l", file]);
      if (code === 0) continue;
      isWell = false;
      say(output);
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, lint));
  return whole(isWell);
}

async function phpunit(): Promise<ModuleChecks> {
  if (!(await works("phpunit", ["--version"]))) return await tinyPhpunit("php", [], {});
  const directory = await mkdtemp(join(tmpdir(), "coupon-pools-phpunit-"));
  try {
    const report = join(directory, "report.xml");
    const { code, output } = await run("phpunit", ["--log-junit", report], { cwd: MODULE });
    say(code === 0 ? lastLines(output, 2) : output);
    const [, attributes = ""] =
      /<testsuite ([^>]*)>/.exec(await readFile(report, "utf8").catch(() => "")) ?? [];
    const number = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(attributes)?.[1] ?? 0);
    const failed = number("failures") + number("errors");
    const skipped = number("skipped");
    const passed = number("tests") - failed - skipped;
    // It broke before its first test, or complains of something that is no test.
    const broke = code !== 0 && failed === 0 ? 1 : 0;
    const notes = skipped > 0 ? [`${skipped} of the module's unit tests were skipped.`] : [];
    return { passed, failed: failed + broke, skipped, notes };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function style(): Promise<ModuleChecks> {
  if (!(await works("phpcs", ["--version"])))
    return skip("The module's style was not checked: there is no PHP_CodeSniffer.");
  const { code, output } = await run("phpcs", ["-q", "--standard=PSR12", "--extensions=php", MODULE]);
  if (code !== 0) say(output);
  return whole(code === 0);
}

async function withWasm(): Promise<ModuleChecks[]> {
  if (!(await works(process.execPath, [...WASM, "-v"], { env: { ...process.env, ...WASM_ENVIRONMENT } }))) {
    return [skip("Nothing of the Magento module was checked: there is neither PHP nor PHP as WebAssembly.")];
  }
  const environment = { env: { ...process.env, ...WASM_ENVIRONMENT } };
  const { code, output } = await run(process.execPath, [...WASM, "-l", ...phpFiles()], environment);
  const isWell = code === 0 && !/(Parse|Fatal) error/.test(output);
  if (!isWell) say(output);
  return [
    whole(isWell),
    await tinyPhpunit(process.execPath, WASM, environment),
    skip("The module was not tried end to end: that takes a PHP of the machine's own."),
  ];
}

async function tinyPhpunit(command: string, before: string[], options: SpawnOptions): Promise<ModuleChecks> {
  const { output } = await run(command, [...before, "test/php/tiny-phpunit.php"], options);
  const lines = output.trim().split("\n");
  const told = tinySchema.safeParse(parsed(lines.at(-1) ?? ""));
  if (told.success && told.data.failed === 0) return told.data;
  say(output);
  return told.success ? told.data : whole(false);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function whole(isWell: boolean): ModuleChecks {
  return { passed: isWell ? 1 : 0, failed: isWell ? 0 : 1, skipped: 0, notes: [] };
}

function skip(note: string): ModuleChecks {
  return { passed: 0, failed: 0, skipped: 1, notes: [note] };
}

function sum(parts: readonly ModuleChecks[], number: (part: ModuleChecks) => number): number {
  return parts.reduce((all, part) => all + number(part), 0);
}

function lastLines(output: string, lines: number): string {
  return `${output.trim().split("\n").slice(-lines).join("\n")}\n`;
}

async function works(command: string, args: string[], options: SpawnOptions = {}): Promise<boolean> {
  return (await run(command, args, options)).code === 0;
}

async function run(
  command: string,
  args: string[],
  options: SpawnOptions = {},
): Promise<{ code: number; output: string }> {
  return await new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.on("error", (error) => resolve({ code: -1, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? -1, output }));
  });
}

function say(text: string): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}
