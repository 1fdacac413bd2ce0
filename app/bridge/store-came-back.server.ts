import { database } from "#app/db/database.server.ts";
import { giveAllAgain } from "#app/platforms/magento/give-all-again.server.ts";
import { instruct } from "#app/platforms/magento/instruct.server.ts";
import { sendStoreCheck } from "#app/replenishment/send-store-check.server.ts";
import { forgetPlace } from "./forget-place.server.ts";

/** After a store was linked, for the first time or again: what it was given is given anew, and all rules are asked for. */
export async function storeCameBack(storeId: string): Promise<void> {
  const { pool } = database();
  await forgetPlace(storeId);
  await giveAllAgain(pool, storeId);
  await instruct(pool, { storeId, kind: "rules.report", purpose: "rules", data: {} });
  await sendStoreCheck(storeId);
}
