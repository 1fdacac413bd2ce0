import { getAccount } from "#app/accounts/get-account.server.ts";
import { archivePool } from "#app/pools/archive-pool.server.ts";
import { createPool } from "#app/pools/create-pool.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { askCheck } from "#app/replenishment/ask-check.server.ts";
import { codesInShop } from "#app/replenishment/codes-in-shop.server.ts";
import { getUpload } from "#app/uploads/get-upload.server.ts";
import { listUploads } from "#app/uploads/list-uploads.server.ts";
import { previewUpload } from "#app/uploads/preview-upload.server.ts";
import { receiveUpload } from "#app/uploads/receive-upload.server.ts";
import { startUpload } from "#app/uploads/start-upload.server.ts";
import type { Connection } from "../email/call-api.ts";
import type { EmailPlatform } from "../email/create-email-platform.ts";
import type { DemoPool } from "./demo-pools.ts";
import { granted } from "./granted.ts";
import { until } from "./until.ts";

export interface Seeding {
  accountId: string;
  actor: string;
  email: EmailPlatform;
  connection: Connection;
  now: Date;
}

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
  else await checkInShop(accountId, pool.id);
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
  await until(`the upload ${uploadId} is read`, async () => {
    const { status, error } = granted(await getUpload({ accountId, uploadId }), "follow an upload");
    if (status === "failed") throw new Error(`An upload of the demo failed: ${error}`);
    return status === "completed" || status === "undone" || status === "undoing";
  });
}

/** Has the pool's codes looked up in the shop, so that the first page says which ones it would refuse. */
async function checkInShop(accountId: string, poolId: string): Promise<void> {
  const [store] = (await getAccount(accountId))?.stores ?? [];
  if (!store) throw new Error("The demo's account has no store.");
  await askCheck({ accountId, poolId });
  await until(`the codes of ${poolId} were looked up`, async () => {
    const shop = await codesInShop({ accountId, poolId, storeId: store.id });
    return shop === null || shop.check.checkedAt !== null;
  });
}
