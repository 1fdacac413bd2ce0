import { database } from "#app/db/database.server.ts";

/** The key of the lock on one upload. */
export const UPLOAD_LOCK_KEY = "hashtextextended('upload ' || $1, 0)";

/** Another process is working on the upload. */
export class UploadBusy extends Error {
  constructor() {
    super("another process is working on this upload");
    this.name = "UploadBusy";
  }
}

/**
 * Runs work on an upload while no other process does: a session lock on a connection of its own, which the
 * database frees when the process dies. Throws UploadBusy at once when somebody else holds it.
 */
export async function withUploadLock(uploadId: string, work: () => Promise<void>): Promise<void> {
  const client = await database().pool.connect();
  let lost: Error | undefined;
  const noteLoss = (error: Error) => {
    lost = error;
  };
  // A connection that breaks while nothing runs on it must not end the process.
  client.on("error", noteLoss);
  try {
    const { rows } = await client.query<{ locked: boolean }>(
      `select pg_try_advisory_lock(${UPLOAD_LOCK_KEY}) as locked`,
      [uploadId],
    );
    if (!rows[0]?.locked) throw new UploadBusy();
    await work();
  } finally {
    await client.query(`select pg_advisory_unlock(${UPLOAD_LOCK_KEY})`, [uploadId]).catch(noteLoss);
    client.removeListener("error", noteLoss);
    client.release(lost);
  }
}
