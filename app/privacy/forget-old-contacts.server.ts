import { ERASE_CONTACT_SLICE_CLAIMS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { log } from "#app/log/log.server.ts";
import { eraseKeys } from "./erase-keys.server.ts";

interface OldPool extends Record<string, unknown> {
  id: string;
  accountId: string;
  months: number;
}

/**
 * Cuts the links between people and codes of messages that are older than their account keeps them. Codes stay
 * assigned and counts stay what they are; a late repeat of such a key is refused with `key_erased`. A slice of one pool
 * per transaction; each pool remembers how far it has come, so that no night reads what an earlier one did. A pool that
 * fails holds up no other.
 */
export async function forgetOldContacts(signal: AbortSignal): Promise<void> {
  const { rows } = await database().pool.query<OldPool>(
    `select p.id, p.account_id as "accountId", a.contact_months as months
     from accounts a join pools p on p.account_id = a.id
     where a.contact_months is not null
       and coalesce(p.contacts_from, p.created_at) < statement_timestamp() - make_interval(months => a.contact_months)
     order by p.id`,
  );
  const failures: { error: unknown }[] = [];
  for (const pool of rows) {
    await forgetAll(pool, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      failures.push({ error });
      log().error({ err: error, poolId: pool.id }, "old contacts of a pool could not be forgotten");
    });
  }
  // The job counts as failed, and is tried again.
  const [first] = failures;
  if (first) throw first.error;
}

async function forgetAll(pool: OldPool, signal: AbortSignal): Promise<void> {
  while ((await forgetSlice(pool)) === "goes on") signal.throwIfAborted();
}

/** Index: claims_pool_id_claimed_at_idx. */
async function forgetSlice({ id: poolId, accountId, months }: OldPool): Promise<"done" | "goes on"> {
  return await inTransaction(async (client) => {
    const { rows: held } = await client.query<{ from: Date | null; until: Date }>(
      `select contacts_from as "from", statement_timestamp() - make_interval(months => $2) as until
       from pools where id = $1 for update`,
      [poolId, months],
    );
    const [pool] = held;
    if (!pool) return "done";
    const { rows } = await client.query<{ key: string; at: Date }>(
      `select key, claimed_at as at from claims
       where pool_id = $1 and claimed_at >= coalesce($2::timestamptz, '-infinity') and claimed_at < $3
         and contact_hash <> ''
       order by claimed_at limit $4 for update`,
      [poolId, pool.from, pool.until, ERASE_CONTACT_SLICE_CLAIMS],
    );
    await eraseKeys(client, { accountId, poolId, keys: rows.map(({ key }) => key) });
    const goesOn = rows.length === ERASE_CONTACT_SLICE_CLAIMS;
    const reached = goesOn ? rows.at(-1)?.at : pool.until;
    await client.query("update pools set contacts_from = $2 where id = $1", [poolId, reached]);
    return goesOn ? "goes on" : "done";
  });
}
