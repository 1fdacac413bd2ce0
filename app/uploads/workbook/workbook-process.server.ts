// The child process that reads one workbook: `node workbook-process.server.ts <workbook> <directory>
// <memory bytes> <seconds>`. It writes each sheet as one JSON array of cells a line and says on its standard
// output what it found. It has no secrets, no database and the lowest priority; whoever started it ends it.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import os from "node:os";
import { Worker } from "node:worker_threads";
import { read, set_cptable, type WorkBook } from "xlsx";
import * as codepages from "xlsx/dist/cpexcel.full.mjs";
import { WORKBOOK_ROWS_MAX, WORKBOOK_UNPACKED_BYTES_MAX } from "#app/config/limits.ts";
import { checkUnpacked } from "./check-unpacked.server.ts";
import type { WorkbookProblem, WorkbookResult } from "./workbook-problems.ts";
import { writeSheets } from "./write-sheets.server.ts";

const [workbookPath = "", directory = "", memoryBytesMax = "", secondsMax = ""] = process.argv.slice(2);

/** Ends the process while the main thread is busy parsing; whoever started it reads why from stderr. */
const WATCH = `
  const { writeSync } = require("node:fs");
  const { workerData } = require("node:worker_threads");
  const end = (why) => { writeSync(2, why); process.kill(process.pid, "SIGKILL"); };
  setTimeout(() => end("time"), workerData.seconds * 1000);
  setInterval(() => { if (process.memoryUsage.rss() > workerData.bytes) end("memory"); }, 20);
`;

async function main(): Promise<WorkbookResult> {
  os.setPriority(os.constants.priority.PRIORITY_LOW);
  const watch = new Worker(WATCH, {
    eval: true,
    workerData: { bytes: Number(memoryBytesMax), seconds: Number(secondsMax) },
  });
  await once(watch, "online");
  watch.unref();
  const bytes = readFileSync(workbookPath);
  const unpacked = await checkUnpacked(bytes, WORKBOOK_UNPACKED_BYTES_MAX);
  if (unpacked) return { ok: false, problem: unpacked };
  set_cptable(codepages);
  let workbook: WorkBook;
  try {
    workbook = read(bytes, {
      dense: true,
      cellNF: true,
      cellFormula: false,
      cellHTML: false,
      // One row more than there may be, so that too many are noticed.
      sheetRows: WORKBOOK_ROWS_MAX + 1,
    });
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
  return writeSheets(workbook, directory);
}

function problemOf(error: unknown): WorkbookProblem {
  const message = error instanceof Error ? error.message : String(error);
  if (/password|encrypt/i.test(message)) return "encrypted";
  if (/unsupported (zip )?file|unsupported file|cannot find file|could not find workbook/i.test(message))
    return "not_a_workbook";
  return "broken";
}

process.stdout.write(JSON.stringify(await main()), () => process.exit(0));
