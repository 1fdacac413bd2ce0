import type { RejectReason } from "@prisma/client";
import { csvLine } from "#app/csv/csv-line.ts";
import { database } from "#app/db/database.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { findUpload } from "./find-upload.server.ts";

/** Rows fetched at once. */
const ROWS_PER_QUERY = 5_000;

const LAST_COLUMN: Record<RejectReason, string | null> = {
  invalid: "problem",
  duplicate_in_file: null,
  duplicate_in_pool: null,
  duplicate_in_account: "pool",
};

/**
 * The rows of an upload that were not added for one reason, as the text of a CSV: row number, what stood
 * there, and the problem or the pool that holds the code. Streamed, however many there are.
 */
export async function listRejects(request: {
  accountId: string;
  uploadId: string;
  reason: RejectReason;
}): Promise<Result<{ fileName: string; text: AsyncGenerator<string> }>> {
  const upload = await findUpload(database().pool, request.accountId, request.uploadId);
  if (!upload) return refuse("not_found", "There is no such upload.");
  const base = upload.file_name.replace(/\.[A-Za-z]{1,5}$/, "");
  const reason = request.reason.replaceAll("_", "-");
  return succeed({ fileName: `${base}-${reason}.csv`, text: csvOf(upload.id, request.reason) });
}

async function* csvOf(uploadId: string, reason: RejectReason): AsyncGenerator<string> {
  const last = LAST_COLUMN[reason];
  // The mark makes Excel read UTF-8.
  yield `\ufeff${csvLine(last ? ["row", "code", last] : ["row", "code"])}`;
  let after = 0;
  for (;;) {
    const { rows } = await database().pool.query<{ row: number; code: string; detail: string | null }>(
      `select r."row", r.code, coalesce(p.name, r.detail) as detail
       from upload_rejects r
       left join pools p on r.reason = 'duplicate_in_account' and p.id = r.detail
       where r.upload_id = $1 and r.reason = $2::reject_reason and r."row" > $3
       order by r."row"
       limit $4`,
      [uploadId, reason, after, ROWS_PER_QUERY],
    );
    yield rows
      .map(({ row, code, detail }) => csvLine(last ? [String(row), code, detail ?? ""] : [String(row), code]))
      .join("");
    const end = rows.at(-1);
    if (rows.length < ROWS_PER_QUERY || !end) return;
    after = end.row;
  }
}
