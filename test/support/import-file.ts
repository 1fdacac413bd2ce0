import { database } from "#app/db/database.server.ts";
import { createPool } from "#app/pools/create-pool.server.ts";
import { getUpload } from "#app/uploads/get-upload.server.ts";
import { type ImportPace, importUpload } from "#app/uploads/import-upload.server.ts";
import { previewUpload } from "#app/uploads/preview-upload.server.ts";
import type { ReadingChoice } from "#app/uploads/reading/reading-choice.ts";
import { receiveUpload } from "#app/uploads/receive-upload.server.ts";
import { startUpload } from "#app/uploads/start-upload.server.ts";
import type { UploadView } from "#app/uploads/upload-view.ts";
import { bytesOf } from "./read-upload.ts";

let pools = 0;

/** A static pool without codes. */
export async function emptyPool(accountId: string): Promise<string> {
  pools += 1;
  const handle = `empty-${pools}-${accountId.slice(-6).toLowerCase()}`;
  const created = await createPool({
    accountId,
    settings: { name: `Empty ${pools}`, handle },
    actor: "test",
  });
  if (!created.ok) throw new Error(JSON.stringify(created.refusal));
  return created.value.id;
}

/** Uploads a text through page and preview as a merchant does, up to the point where its job is queued. */
export async function queueText(
  to: { accountId: string; poolId: string },
  text: string,
  chosen: Partial<ReadingChoice> = {},
): Promise<string> {
  const received = await receiveUpload({ ...to, actor: "Ada", fileName: "codes.csv", body: bytesOf(text) });
  if (!received.ok) throw new Error(received.refusal.detail);
  const uploadId = received.value.id;
  const preview = await previewUpload({ accountId: to.accountId, uploadId, chosen, now: new Date() });
  if (!preview.ok) throw new Error(preview.refusal.detail);
  const started = await startUpload({ accountId: to.accountId, uploadId, choice: preview.value.choice });
  if (!started.ok) throw new Error(started.refusal.detail);
  return uploadId;
}

/** Uploads and imports a text; what became of it. */
export async function importText(
  to: { accountId: string; poolId: string },
  text: string,
  chosen: Partial<ReadingChoice> = {},
  pace?: ImportPace,
): Promise<UploadView> {
  const uploadId = await queueText(to, text, chosen);
  await importUpload({ uploadId, pace });
  return await uploadNow(to.accountId, uploadId);
}

export async function uploadNow(accountId: string, uploadId: string): Promise<UploadView> {
  const upload = await getUpload({ accountId, uploadId });
  if (!upload.ok) throw new Error(upload.refusal.detail);
  return upload.value;
}

/** The codes of a pool in the order in which they will be assigned, with their state. */
export async function codesOf(poolId: string): Promise<string[]> {
  const { rows } = await database().pool.query<{ code: string; state: string }>(
    "select code, state from codes where pool_id = $1 order by position",
    [poolId],
  );
  return rows.map(({ code, state }) => (state === "available" ? code : `${code} ${state}`));
}
