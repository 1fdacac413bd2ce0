import { spawn } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { WORKBOOK_BYTES_MAX, WORKBOOK_MEMORY_BYTES_MAX, WORKBOOK_SECONDS_MAX } from "#app/config/limits.ts";
import { log } from "#app/log/log.server.ts";
import type { WorkbookResult } from "./workbook-problems.ts";

export interface WorkbookBounds {
  memoryBytes: number;
  seconds: number;
}

const BOUNDS: WorkbookBounds = { memoryBytes: WORKBOOK_MEMORY_BYTES_MAX, seconds: WORKBOOK_SECONDS_MAX };
/** Workbooks that may wait for the one that is being read. */
const WAITING_MAX = 20;
/** Seconds after which a reading process that did not end itself is ended from outside. */
const GRACE_SECONDS = 5;

let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/**
 * Reads a workbook in a process of its own and writes its sheets into `directory`: at low priority, one at a
 * time, ended when it takes too long or too much memory. Nothing in a file reaches this process but text.
 */
export async function convertWorkbook(
  workbookPath: string,
  directory: string,
  bounds: WorkbookBounds = BOUNDS,
): Promise<WorkbookResult> {
  if (waiting >= WAITING_MAX) return { ok: false, problem: "busy" };
  waiting += 1;
  const turn = last.then(() => convert(workbookPath, directory, bounds));
  last = turn.catch(() => {});
  try {
    return await turn;
  } finally {
    waiting -= 1;
  }
}

async function convert(
  workbookPath: string,
  directory: string,
  bounds: WorkbookBounds,
): Promise<WorkbookResult> {
  // Made here, since the process may write nowhere else.
  await mkdir(directory, { recursive: true });
  const { output, complaint, signal } = await runProcess(
    [
      // The heap is part of the memory that is watched; this is the same bound, kept by the engine.
      `--max-old-space-size=${Math.ceil(bounds.memoryBytes / 1_048_576)}`,
      "--permission",
      "--allow-worker",
      `--allow-fs-read=${resolve(".")}`,
      `--allow-fs-read=${resolve(workbookPath)}`,
      `--allow-fs-write=${resolve(directory)}`,
      "--disable-warning=ExperimentalWarning",
      "--disable-warning=SecurityWarning",
      resolve("app/uploads/workbook/workbook-process.server.ts"),
      resolve(workbookPath),
      resolve(directory),
      String(bounds.memoryBytes),
      String(bounds.seconds),
    ],
    bounds.seconds + GRACE_SECONDS,
  );
  const result = parse(output);
  if (result?.ok) return result;
  await rm(directory, { recursive: true, force: true });
  if (result) return result;
  if (complaint.endsWith("memory") || complaint.includes("heap out of memory"))
    return { ok: false, problem: "memory" };
  if (complaint.endsWith("time") || signal === "SIGKILL") return { ok: false, problem: "time" };
  // Where it failed, and not with what words: they may quote a cell.
  const frames = complaint.split("\n").filter((line) => /^\s+at /.test(line));
  log().error({ frames, signal, bytesMax: WORKBOOK_BYTES_MAX }, "reading a workbook failed");
  return { ok: false, problem: "broken" };
}

function parse(output: string): WorkbookResult | undefined {
  try {
    return JSON.parse(output) as WorkbookResult;
  } catch {
    return undefined;
  }
}

function runProcess(
  args: string[],
  secondsMax: number,
): Promise<{ output: string; complaint: string; signal: NodeJS.Signals | null }> {
  return new Promise((resolveRun, reject) => {
    // An empty environment: the process gets none of our secrets.
    const child = spawn(process.execPath, args, {
      env: { NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), secondsMax * 1_000);
    let output = "";
    let complaint = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      complaint = (complaint + text).slice(-10_000);
    });
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once("close", (_, signal) => {
      clearTimeout(timer);
      resolveRun({ output, complaint, signal });
    });
  });
}
