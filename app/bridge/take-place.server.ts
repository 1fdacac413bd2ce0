import { inTransaction } from "#app/db/in-transaction.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { healRestored } from "./heal-restored.server.ts";
import { judgePlace } from "./judge-place.ts";
import { nextPlace } from "./next-place.ts";
import { keepPlace, lockPlace, type StorePlace } from "./place-of-store.server.ts";
import { shopAddress } from "./shop-address.ts";

export type PlaceTaken =
  /** The cursor is null for a module that is too old for one. */
  | { kind: "shop"; cursor: string | null }
  /** Nothing of what it says counts. `baseUrl`: of the shop itself. */
  | { kind: "copy"; baseUrl: string };

/**
 * Looks whether it is the store's own shop that calls, before anything that it says is believed. In a shop whose
 * database has been put back to an earlier day, everything since is done again.
 */
export async function takePlace(
  storeId: string,
  said: { baseUrl: string; place: { database: string; cursor: string | null } | null },
  now: Date,
): Promise<PlaceTaken> {
  return await inTransaction(async (client) => {
    const store = await lockPlace(client, storeId);
    const { known } = store;
    const address = shopAddress(said.baseUrl);
    if (!said.place) {
      // Nothing but the address tells an old module's copy from its shop, once a newer one has been heard of.
      const isElsewhere = known.cursor !== null && known.place !== null && known.place.address !== address;
      return isElsewhere ? await refuse(client, store, said.baseUrl) : { kind: "shop", cursor: null };
    }
    const place = { address, ...said.place };
    const verdict = judgePlace(known, place, now, store.exchangedAt);
    if (verdict === "copy") return await refuse(client, store, said.baseUrl);
    if (verdict === "restored") await healRestored(client, store, place.cursor, now);
    const next = nextPlace(known, place, verdict, newId("exchange_cursor"), now);
    await keepPlace(client, storeId, next);
    return { kind: "shop", cursor: next.cursor };
  });
}

/** People read of a copy when it first calls, and again after a day without it. */
async function refuse(client: Queryable, store: StorePlace, copyUrl: string): Promise<PlaceTaken> {
  const { storeId, accountId, name, baseUrl, known } = store;
  await keepPlace(client, storeId, known);
  await client.query(
    "update bridge_places set copy_at = statement_timestamp(), copy_url = $2 where store_id = $1",
    [storeId, copyUrl],
  );
  if (!store.isCopyKnown || store.copyUrl !== copyUrl) {
    const detail = { domain: name, address: shopAddress(copyUrl) };
    await appendHistory(client, { accountId, actor: "system", verb: "store.copy_refused", detail });
  }
  return { kind: "copy", baseUrl: baseUrl ?? "" };
}
