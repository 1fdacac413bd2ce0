import type { PlatformName } from "#app/accounts/account-view.ts";
import { disconnectStore } from "#app/accounts/disconnect-store.server.ts";
import { WEBHOOK_CLOCK_SECONDS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import type { Installation } from "#app/platforms/installation.ts";
import { markUnreachable } from "./mark-unreachable.server.ts";

/**
 * What came of the look. `older`: what was said is of an installation before this one. `not_connected`: the
 * store is unknown, or was disconnected before.
 */
export type InstallationChecked = "older" | "installed" | "disconnected" | "not_connected";

interface ConnectedRow extends Record<string, unknown> {
  id: string;
  connectedAt: Date;
  /** The same instant, exactly. */
  connectedAtText: string;
}

/**
 * Finds out whether the app is still installed in a store, after a platform has said that this changed. What it
 * said is not believed: the platform is asked with the app's access. If that is refused, the access is forgotten,
 * the store disconnected and its pools stopped, in one transaction; codes that were assigned go on working. If it
 * is accepted, the store is looked at. `saidAt`: when the platform noticed; null when it does not tell. Throws
 * when nothing came of the question, to be asked again.
 */
export async function checkInstallation(request: {
  platform: PlatformName;
  domain: string;
  saidAt: Date | null;
  installation: Installation;
}): Promise<InstallationChecked> {
  const { saidAt, installation } = request;
  const store = await connectedStore(request);
  if (!store) return "not_connected";
  // An installation that began later is not ended by it. The two clocks may differ: close calls are looked at.
  const secondsAfter = saidAt ? (saidAt.getTime() - store.connectedAt.getTime()) / 1_000 : null;
  if (secondsAfter !== null && secondsAfter < -WEBHOOK_CLOCK_SECONDS) return "older";

  const look = await installation.look();
  switch (look.kind) {
    case "unknown":
      throw new Error(`The platform does not say whether the app is installed: ${look.detail}`);
    case "installed":
      if (look.missingScope) await markUnreachable(store.id, "scopes_missing");
      else await sendJob(database().pool, "check-store", { storeId: store.id });
      // The permission to read orders may be what changed.
      await sendJob(database().pool, "settle-orders", { storeId: store.id });
      return "installed";
    case "frozen":
      // Nobody is answered there. Only what is certainly of this installation is taken at its word.
      if (secondsAfter === null || secondsAfter < 0) {
        await markUnreachable(store.id, "shop_frozen");
        return "installed";
      }
      return await endInstallation(store, installation, look.access);
    case "gone":
      return await endInstallation(store, installation, look.access);
    default:
      return look satisfies never;
  }
}

async function endInstallation(
  store: ConnectedRow,
  installation: Installation,
  access: string | null,
): Promise<InstallationChecked> {
  return await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      "select from stores where id = $1 and disconnected_at is null and connected_at::text = $2 for update",
      [store.id, store.connectedAtText],
    );
    if (rowCount === 0) return "not_connected";
    if (!(await installation.forget(client, access))) {
      throw new Error("The store got a new access while the old one was looked at.");
    }
    await disconnectStore(client, store.id);
    await markUnreachable(store.id, "disconnected", client);
    return "disconnected";
  });
}

async function connectedStore(request: {
  platform: PlatformName;
  domain: string;
}): Promise<ConnectedRow | undefined> {
  const { rows } = await database().pool.query<ConnectedRow>(
    `select id, connected_at as "connectedAt", connected_at::text as "connectedAtText" from stores
     where platform = $1::platform and domain = $2 and disconnected_at is null`,
    [request.platform, request.domain.toLowerCase()],
  );
  return rows[0];
}
