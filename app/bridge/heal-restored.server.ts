import { decodeTime } from "ulid";
import { INSTRUCTION_MEMORY_DAYS } from "#app/config/limits.ts";
import { isId } from "#app/db/ids.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { instruct } from "#app/platforms/magento/instruct.server.ts";
import { sendStoreCheck } from "#app/replenishment/send-store-check.server.ts";
import { remakeLost } from "./remake-lost.server.ts";

/** A dump is not always of one instant: some of its tables may be older than the one with the cursor. */
const BACKUP_TAKES_MINUTES = 60;

/**
 * A shop's database was put back to an earlier day, in the caller's transaction: everything that it did since is done
 * again. The cursor that it brings was given when it was that day; without one nobody knows, and all that is
 * remembered is done again.
 */
export async function healRestored(
  client: Queryable,
  store: { storeId: string; accountId: string; name: string },
  cursor: string | null,
  now: Date,
): Promise<void> {
  const { storeId, accountId, name } = store;
  const since =
    cursor !== null && isId("exchange_cursor", cursor)
      ? decodeTime(cursor.slice(cursor.indexOf("_") + 1)) - BACKUP_TAKES_MINUTES * 60_000
      : now.getTime() - INSTRUCTION_MEMORY_DAYS * 86_400_000;
  const codes = await remakeLost(client, store, new Date(since));
  const detail = { domain: name, codes };
  await appendHistory(client, { accountId, actor: "system", verb: "store.restored", detail });
  await instruct(client, { storeId, kind: "rules.report", purpose: "rules", data: {} });
  await sendStoreCheck(storeId, client);
}
