import { archivePool } from "#app/pools/archive-pool.server.ts";
import { createPool } from "#app/pools/create-pool.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { getUpload } from "#app/uploads/get-upload.server.ts";
import { listUploads } from "#app/uploads/list-uploads.server.ts";
import { previewUpload } from "#app/uploads/preview-upload.server.ts";
import { receiveUpload } from "#app/uploads/receive-upload.server.ts";
import { startUpload } from "#app/uploads/start-upload.server.ts";
import type { EmailPlatform } from "../email/create-email-platform.ts";
import type { DemoPool } from "./demo-pools.ts";
import { granted } from "./granted.ts";

export interface Seeding {
  accountId: string;
  actor: string;
  email: EmailPlatform;
  now: Date;
}

/** Milliseconds that the app's worker gets for one of these small files. */
const IMPORT_WITHIN_MILLISECONDS = 60_000;

/**
 * Makes one pool as a merchant would: created, files uploaded and confirmed, codes claimed by the email
 * platform, archived. What an earlier run did is found and left as it is.
 */
export async function seedPool(seeding: Seeding, demo: DemoPool): Promise<void> {
  const { accountId, actor } = seeding;
  const { handle } = demo.settings;
  const known = await getPool({ accountId, pool: handle });
  const pool = known.ok
    ? known.value
    : granted(await createPool({ accountId, actor, settings: demo.settings }), `create ${handle}`);
  if (pool.status === "archived") return;

  const uploads = await listUploads({ accountId, poolId: pool.id, limit: 100 });
  for (const file of demo.files) {
    const earlier = uploads.find(({ fileName, status }) => fileName === file.name && status !== "failed");
    const id = earlier?.id ?? (await upload(seeding, pool.id, file));
    await untilImported(accountId, id);
  }
  if (demo.sent) {
    const { campaign, recipients } = demo.sent;
    const run = seeding.email.startCampaign({
      pool: pool.id,
      campaign: { id: campaign, type: "automation" },
      recipients,
      batchSize: 200,
      // Other people than those of the page's own campaigns, who are to find fresh codes.
      firstContact: 1_000_000,
      // The same keys in every run: what was sent before is answered again, and nothing is used up.
      keyPrefix: `demo-${campaign}`,
    });
    await run.finished;
    if (run.failed > 0) throw new Error(`${handle}: ${JSON.stringify(run.problems)}`);
  }
  if (demo.isArchived) granted(await archivePool({ accountId, poolId: pool.id, actor }), `archive ${handle}`);
}

async function upload(
  { accountId, actor, now }: Seeding,
  poolId: string,
  file: DemoPool["files"][number],
): Promise<string> {
  async function* body() {
    yield Buffer.from(file.content, "utf8");
  }
  const received = granted(
    await receiveUpload({ accountId, poolId, actor, fileName: file.name, body: body() }),
    `receive ${file.name}`,
  );
  const preview = granted(
    await previewUpload({ accountId, uploadId: received.id, now }),
    `preview ${file.name}`,
  );
  const { choice } = preview;
  return granted(await startUpload({ accountId, uploadId: received.id, choice }), `start ${file.name}`).id;
}

async function untilImported(accountId: string, uploadId: string): Promise<void> {
  const end = Date.now() + IMPORT_WITHIN_MILLISECONDS;
  while (Date.now() < end) {
    const { status, error } = granted(await getUpload({ accountId, uploadId }), "follow an upload");
    if (status === "completed" || status === "undone" || status === "undoing") return;
    if (status === "failed") throw new Error(`An upload of the demo failed: ${error}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`An upload of the demo was not read within ${IMPORT_WITHIN_MILLISECONDS / 1000} seconds.`);
}
