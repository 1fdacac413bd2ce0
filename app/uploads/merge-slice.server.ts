import { addCodes, countAdded } from "#app/codes/add-codes.server.ts";
import { lockAccountCodes } from "#app/codes/lock-account-codes.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { lockUpload } from "./find-upload.server.ts";
import type { UploadRecord } from "./upload-view.ts";

const RECORD_DUPLICATES = loadSql("uploads/record-duplicates.sql");
/** Above every position: no code was added by the slice. */
const NO_POSITION = Number.MAX_SAFE_INTEGER;

interface Duplicates extends Record<string, unknown> {
  in_file: number;
  in_pool: number;
  in_account: number;
}

/**
 * Merges at most `rowsMax` of the next staged rows of an upload into its pool, in a transaction of its own, and answers the upload
 * as it stands then. Where no row is staged beyond `merged_through` the upload comes back unchanged.
 * Order of locks: the account's codes, the upload, and the pool last of all, for no longer than the commit.
 */
export async function mergeSlice(upload: UploadRecord, rowsMax: number): Promise<UploadRecord> {
  return await inTransaction(async (client) => {
    await lockAccountCodes(client, upload.account_id);
    const current = await lockUpload(client, upload.id);
    if (current?.status !== "merging") throw new Error("this upload is not being merged any more");
    const after = current.merged_through;
    const { staged, through } = await nextSlice(client, upload.id, after, rowsMax);
    if (through === null) return current;
    const rows = { after, through };
    const added = await addCodes(
      client,
      { accountId: current.account_id, poolId: current.pool_id, id: current.id },
      rows,
    );
    const duplicates =
      added.added === staged ? NONE : await recordDuplicates(client, current, rows, added.first_position);
    if (added.added + duplicates.in_file + duplicates.in_pool + duplicates.in_account !== staged) {
      throw new Error("a slice's rows were not all accounted for");
    }
    const { rows: updated } = await client.query<UploadRecord>(
      `update uploads
       set merged_through = $2, added = added + $3, duplicate_in_file = duplicate_in_file + $4,
           duplicate_in_pool = duplicate_in_pool + $5, duplicate_in_account = duplicate_in_account + $6,
           first_position = least(first_position, $7), last_position = greatest(last_position, $8)
       where id = $1
       returning *`,
      [
        current.id,
        through,
        added.added,
        duplicates.in_file,
        duplicates.in_pool,
        duplicates.in_account,
        added.first_position,
        added.last_position,
      ],
    );
    await countAdded(client, current.pool_id, added);
    return updated[0] ?? current;
  });
}

/**
 * The next rows to merge: those within `rowsMax` row numbers of the first one that is staged. Bounded by
 * numbers instead of a limit, since the planner knows nothing about the staging table (it was filled a moment
 * ago) and would sort all of it for every slice: 180 ms against 5 at a million rows.
 */
async function nextSlice(
  client: Queryable,
  uploadId: string,
  after: number,
  rowsMax: number,
): Promise<{ staged: number; through: number | null }> {
  const { rows: firsts } = await client.query<{ first: number | null }>(
    `select min("row") as first from upload_rows where upload_id = $1 and "row" > $2`,
    [uploadId, after],
  );
  const first = firsts[0]?.first ?? null;
  if (first === null) return { staged: 0, through: null };
  const { rows: slices } = await client.query<{ staged: number; through: number | null }>(
    `select count(*) as staged, max("row") as through
     from upload_rows
     where upload_id = $1 and "row" >= $2 and "row" < $3`,
    [uploadId, first, first + rowsMax],
  );
  return slices[0] ?? { staged: 0, through: null };
}

const NONE: Duplicates = { in_file: 0, in_pool: 0, in_account: 0 };

async function recordDuplicates(
  client: Queryable,
  upload: UploadRecord,
  rows: { after: number; through: number },
  firstPosition: number | null,
): Promise<Duplicates> {
  const { rows: counts } = await client.query<Duplicates>(RECORD_DUPLICATES, [
    upload.account_id,
    upload.pool_id,
    upload.id,
    rows.after,
    rows.through,
    firstPosition ?? NO_POSITION,
  ]);
  return counts[0] ?? NONE;
}
