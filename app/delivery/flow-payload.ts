import type { PoolSnapshot } from "./pool-snapshot.ts";
import { snapshotView } from "./pool-snapshot.ts";

const NO_ORDERS: ReadonlySet<string> = new Set();

/**
 * What Flow is told of a pool that is running low, as it was then: the fields of
 * extensions/pool-running-low/shopify.extension.toml, by their keys. Some hundred bytes; Flow takes 50 KB.
 */
export function flowPayload(
  event: { id: string; type: string },
  snapshot: PoolSnapshot,
  appUrl: string,
): Record<string, string | number> {
  const { name, remaining, percentRemaining } = snapshotView(snapshot, NO_ORDERS);
  return {
    "Pool name": name,
    "Pool status": event.type === "pool.empty" ? "empty" : "low",
    "Codes left": remaining ?? snapshot.available,
    "Percent left": percentRemaining ?? 0,
    "Pool URL": `${appUrl}/app/pools/${snapshot.id}`,
    "Event ID": event.id,
  };
}
