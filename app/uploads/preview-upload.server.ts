import { database } from "#app/db/database.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { findUpload } from "./find-upload.server.ts";
import { guessReading } from "./guess-reading.server.ts";
import { identifyFile } from "./identify-file.server.ts";
import { CELL_CHARACTERS_SHOWN, type Cell, cellText, type SourceRow } from "./reading/cell.ts";
import { guessDateOrder } from "./reading/guess-columns.ts";
import { type ReadRow, rowReader } from "./reading/read-row.ts";
import type { ReadingChoice, SourceKind } from "./reading/reading-choice.ts";
import { type UploadView, uploadView } from "./upload-view.ts";
import type { SheetSummary } from "./workbook/workbook-problems.ts";

/** Rows that are shown. */
const ROWS_SHOWN = 10;
/** Columns that are shown; the others can still be chosen. */
const COLUMNS_SHOWN = 12;

export interface UploadPreview {
  upload: UploadView;
  kind: SourceKind;
  /** Of a workbook, those that hold anything. */
  sheets: SheetSummary[];
  choice: ReadingChoice;
  /** Every column: its header, or "Column A". */
  columns: { index: number; name: string }[];
  rows: { row: number; cells: string[]; becomes: PreviewedRow }[];
  /** Of the rows looked at (at most 200). */
  checked: { rows: number; codes: number; invalid: number };
  /** The expiry column is not in ISO form; what the dates look like. `either`: only the merchant knows. */
  dateOrderHint: "dmy" | "mdy" | "either" | null;
  /** An earlier upload of the very same file in this account. */
  sameFile: { uploadId: string; poolId: string; poolName: string; at: string } | null;
  /** Why the file cannot be read to its end, if that is known already. */
  problem: string | null;
}

export type PreviewedRow =
  | { kind: "code"; code: string; expiresAt: string | null }
  | { kind: "invalid"; problem: string };

/**
 * What a draft would become: the guessed reading (with what the merchant changed), the first rows and the fate
 * of each.
 */
export async function previewUpload(request: {
  accountId: string;
  uploadId: string;
  chosen?: Partial<ReadingChoice>;
  now: Date;
}): Promise<Result<UploadPreview>> {
  const { pool } = database();
  const upload = await findUpload(pool, request.accountId, request.uploadId);
  if (upload?.status !== "draft" || !upload.file_path) {
    return refuse("not_found", "This upload is not waiting to be confirmed. Upload the file again.");
  }
  const identified = await identifyFile(upload.file_path);
  if (!identified.ok) return refuse("invalid_request", identified.problem);
  const { file } = identified;
  const sheets = file.kind === "workbook" ? file.sheets : [];
  if (request.chosen?.sheet !== undefined && request.chosen.sheet >= Math.max(1, sheets.length)) {
    return refuse("invalid_request", "This workbook has no such sheet. Choose another one.");
  }
  const { choice, sample, problem } = await guessReading(upload.file_path, file, request.chosen);
  const { rows: accounts } = await pool.query<{ time_zone: string }>(
    "select time_zone from accounts where id = $1",
    [request.accountId],
  );
  const read = rowReader({ ...choice, timeZone: accounts[0]?.time_zone ?? "UTC" }, request.now);
  const body = choice.hasHeader ? sample.slice(1) : sample;
  const outcomes = body.map((source) => ({ source, becomes: read(source) }));
  const codes = outcomes.filter(({ becomes }) => becomes?.kind === "code").length;
  const expiryTexts = body.flatMap(({ cells }) => expiryText(cells, choice));
  return succeed({
    upload: uploadView(upload),
    kind: file.kind,
    sheets,
    choice,
    columns: columnsOf(sample, choice.hasHeader),
    rows: outcomes
      .slice(0, ROWS_SHOWN)
      .flatMap(({ source, becomes }) =>
        becomes ? [{ row: source.row, cells: shownCells(source), becomes: previewed(becomes) }] : [],
      ),
    checked: { rows: body.length, codes, invalid: body.length - codes },
    dateOrderHint: choice.dateOrder === "iso" ? guessDateOrder(expiryTexts) : null,
    sameFile: await sameFile(upload.id, upload.account_id),
    problem,
  });
}

function expiryText(cells: Cell[], choice: ReadingChoice): string[] {
  const cell = choice.expiryColumn === null ? undefined : cells[choice.expiryColumn];
  return typeof cell === "string" && cell.trim() !== "" ? [cell] : [];
}

function previewed(becomes: ReadRow): PreviewedRow {
  return becomes.kind === "code"
    ? { kind: "code", code: becomes.code, expiresAt: becomes.expiresAt?.toISOString() ?? null }
    : { kind: "invalid", problem: becomes.problem };
}

function shownCells({ cells }: SourceRow): string[] {
  return cells.slice(0, COLUMNS_SHOWN).map((cell) => cellText(cell).slice(0, CELL_CHARACTERS_SHOWN));
}

function columnsOf(sample: SourceRow[], hasHeader: boolean): UploadPreview["columns"] {
  const width = Math.max(1, ...sample.map(({ cells }) => cells.length));
  const header = hasHeader ? sample[0]?.cells : undefined;
  return Array.from({ length: width }, (_, index) => ({
    index,
    name: cellText(header?.[index]).trim().slice(0, 60) || `Column ${columnLetters(index)}`,
  }));
}

/** A, B, ... Z, AA, AB, ... as spreadsheets name them. */
function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}

async function sameFile(uploadId: string, accountId: string): Promise<UploadPreview["sameFile"]> {
  const { rows } = await database().pool.query<{
    id: string;
    pool_id: string;
    name: string;
    created_at: Date;
  }>(
    `select u.id, u.pool_id, p.name, u.created_at
     from uploads this
     join uploads u on u.account_id = this.account_id and u.file_hash = this.file_hash and u.id <> this.id
     join pools p on p.id = u.pool_id
     where this.id = $1 and this.account_id = $2 and u.status in ('queued', 'reading', 'merging', 'completed')
     order by u.created_at desc
     limit 1`,
    [uploadId, accountId],
  );
  const same = rows[0];
  return same
    ? { uploadId: same.id, poolId: same.pool_id, poolName: same.name, at: same.created_at.toISOString() }
    : null;
}
