import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { detectEncoding } from "./reading/detect-encoding.ts";
import { readHead } from "./reading/read-head.server.ts";
import type { Encoding } from "./reading/reading-choice.ts";
import { NOT_TEXT, SNIFF_BYTES, sniffKind } from "./reading/sniff-kind.ts";
import { utf8Check } from "./reading/utf8-check.ts";
import { sheetsDirectory, uploadFile } from "./upload-files.server.ts";
import { convertWorkbook } from "./workbook/convert-workbook.server.ts";
import { SHEET_INDEX } from "./workbook/sheet-files.ts";
import { type SheetSummary, WORKBOOK_PROBLEMS, type WorkbookResult } from "./workbook/workbook-problems.ts";

/** What a stored file turned out to be, by its content alone. */
export type IdentifiedFile =
  | { kind: "text"; encoding: Encoding }
  | { kind: "workbook"; sheets: SheetSummary[] };

/**
 * Finds out what a stored file is; a workbook is converted on the way, unless it was before. Refused files
 * come with a sentence for the merchant.
 */
export async function identifyFile(
  filePath: string,
): Promise<{ ok: true; file: IdentifiedFile } | { ok: false; problem: string }> {
  const path = uploadFile(filePath);
  const head = await readHead(path, SNIFF_BYTES);
  const sniffed = sniffKind(head);
  if (!sniffed.ok) return sniffed;
  if (sniffed.kind === "workbook") {
    const converted = await convertedSheets(filePath);
    if (!converted.ok) return { ok: false, problem: WORKBOOK_PROBLEMS[converted.problem] };
    return { ok: true, file: { kind: "workbook", sheets: converted.sheets } };
  }
  const encoding = detectEncoding(head, await isUtf8(path));
  return encoding ? { ok: true, file: { kind: "text", encoding } } : { ok: false, problem: NOT_TEXT };
}

/** The sheets of a workbook as text, converted now if they were not before. */
export async function convertedSheets(filePath: string): Promise<WorkbookResult> {
  const directory = sheetsDirectory(filePath);
  try {
    return { ok: true, sheets: JSON.parse(await readFile(join(directory, SHEET_INDEX), "utf8")) };
  } catch {
    return await convertWorkbook(uploadFile(filePath), directory);
  }
}

async function isUtf8(path: string): Promise<boolean> {
  const check = utf8Check();
  for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) check.add(chunk);
  return check.isUtf8();
}
