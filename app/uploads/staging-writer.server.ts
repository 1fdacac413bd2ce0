import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { ReadRow } from "./reading/read-row.ts";

/** What is known of the reading at the moment some rows are written. */
export interface ReadingProgress {
  rows: number;
  invalid: number;
  bytesRead: number;
}

/**
 * Gathers read rows and writes them in transactions of their own: codes by COPY into the staging table,
 * invalid rows into the rejects, each together with the progress of the upload that they belong to. One write
 * runs while the next rows are read; its failure is thrown by the call after it.
 */
export function stagingWriter(
  uploadId: string,
  saveProgress: (client: pg.PoolClient, progress: ReadingProgress) => Promise<void>,
) {
  let copy: string[] = [];
  let rejects: (ReadRow & { kind: "invalid" })[] = [];
  let writing: Promise<{ error: unknown } | null> = Promise.resolve(null);
  const settled = async () => {
    const failed = await writing;
    if (failed) throw failed.error;
  };
  return {
    add(row: ReadRow): void {
      if (row.kind === "invalid") rejects.push(row);
      else copy.push(copyLine(uploadId, row));
    },
    /** Rows that wait to be written. */
    gathered: () => copy.length + rejects.length,
    /** Waits for the write before, then starts this one. */
    async write(progress: ReadingProgress): Promise<void> {
      const [lines, invalid, now] = [copy, rejects, { ...progress }];
      copy = [];
      rejects = [];
      await settled();
      const work = inTransaction(async (client) => {
        // Small writes keep the rows in flight few and young. What a crash of the database may take with it
        // is read again from the file, as the unlogged table is.
        await client.query("set local synchronous_commit = off");
        if (lines.length > 0) await copyRows(client, lines);
        if (invalid.length > 0) await insertRejects(client, uploadId, invalid);
        await saveProgress(client, now);
      });
      writing = work.then(
        () => null,
        (error: unknown) => ({ error }),
      );
    },
    settled,
  };
}

async function copyRows(client: pg.PoolClient, lines: string[]): Promise<void> {
  const target = client.query(
    copyFrom('copy upload_rows (upload_id, "row", code, code_key, expires_at) from stdin'),
  );
  await pipeline([Buffer.from(lines.join(""))], target);
}

/** One line of COPY's text format. A code holds no control characters: only the backslash needs care. */
function copyLine(uploadId: string, row: ReadRow & { kind: "code" }): string {
  const expiresAt = row.expiresAt ? row.expiresAt.toISOString() : "\\N";
  return `${uploadId}\t${row.row}\t${escaped(row.code)}\t${escaped(row.key)}\t${expiresAt}\n`;
}

function escaped(text: string): string {
  return text.includes("\\") ? text.replaceAll("\\", "\\\\") : text;
}

async function insertRejects(
  client: pg.PoolClient,
  uploadId: string,
  rejects: (ReadRow & { kind: "invalid" })[],
): Promise<void> {
  await client.query(
    `insert into upload_rejects (upload_id, "row", code, reason, detail)
     select $1, "row", code, 'invalid', problem
     from unnest($2::int[], $3::text[], $4::text[]) as rejected ("row", code, problem)`,
    [
      uploadId,
      rejects.map(({ row }) => row),
      rejects.map(({ code }) => code),
      rejects.map(({ problem }) => problem),
    ],
  );
}
