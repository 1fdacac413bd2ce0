import { inTransaction } from "#app/db/in-transaction.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { healRestored } from "./heal-restored.server.ts";
import { judgePlace } from "./judge-place.ts";
import { nextPlace } from "./next-place.ts";
import { keepPlace, lockPlace } from "./place-of-store.server.ts";
import { shopAddress } from "./shop-address.ts";

/**
 * A person says that the shop is where this call comes from: whoever calls from where it was is a copy from now on.
 * Answers the shop's next cursor.
 */
export async function moveShop(
  storeId: string,
  said: { baseUrl: string; place: { database: string; cursor: string | null }; actor: string },
  now: Date,
): Promise<string | null> {
  return await inTransaction(async (client) => {
    const store = await lockPlace(client, storeId);
    const { known, accountId, name } = store;
    const place = { address: shopAddress(said.baseUrl), ...said.place };
    const open = { ...known, place: null, restoredAt: [] };
    const verdict = judgePlace(open, place, now, store.exchangedAt) === "same" ? "same" : "restored";
    if (verdict === "restored") await healRestored(client, store, place.cursor, now);
    const next = nextPlace(open, place, verdict, newId("exchange_cursor"), now);
    const hasMoved =
      known.place && (known.place.address !== place.address || known.place.database !== place.database);
    await keepPlace(client, storeId, { ...next, former: null, left: hasMoved ? known.place : known.left });
    await client.query("update bridge_places set copy_at = null, copy_url = null where store_id = $1", [
      storeId,
    ]);
    const detail = { domain: name, address: place.address };
    await appendHistory(client, { accountId, actor: said.actor, verb: "store.moved", detail });
    return next.cursor;
  });
}
