import { createHash } from "node:crypto";
import type { PlatformName } from "#app/accounts/account-view.ts";
import { database } from "#app/db/database.server.ts";
import { queue } from "#app/jobs/queue/queue.server.ts";

/** Webhooks of one store that arrive within this time share a look: adding codes to a discount sends many. */
const CHECK_EVERY_SECONDS = 30;

/**
 * Has a connected store looked at because of a webhook; nothing of what it says is believed. Acted on once per
 * webhook id, for as long as the queue keeps its jobs. A look that is due already counts for this webhook, too;
 * one that is running does not. False: the store is not connected.
 */
export async function queueStoreCheck(request: {
  platform: PlatformName;
  domain: string;
  webhookId: string;
}): Promise<boolean> {
  const { rows } = await database().pool.query<{ id: string }>(
    `select id from stores
     where platform = $1::platform and domain = $2 and disconnected_at is null`,
    [request.platform, request.domain.toLowerCase()],
  );
  const storeId = rows[0]?.id;
  if (!storeId) return false;
  await queue().send(
    "check-store",
    { storeId },
    {
      id: jobIdOf(request.webhookId),
      singletonKey: storeId,
      singletonSeconds: CHECK_EVERY_SECONDS,
      singletonNextSlot: true,
    },
  );
  return true;
}

/** A job's id must be a UUID; the same webhook gets the same one. */
function jobIdOf(webhookId: string): string {
  const hex = createHash("sha256").update(`webhook ${webhookId}`).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
