import { ERASE_CONTACT_SLICE_CLAIMS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { eraseKeys } from "./erase-keys.server.ts";
import { finishErasure } from "./finish-erasure.server.ts";

interface Asked extends Record<string, unknown> {
  accountId: string;
  contactHashes: Buffer[];
}

/**
 * Cuts the links between a contact and the codes of its account, as a request of `askErasure` says: a slice of claims
 * per transaction, pool after pool. Codes stay assigned, and counts stay what they are. Harmless when repeated, and
 * when two do it at once. `slicesMax`: where the one who asked waits. Answers whether it is over; throws when it is
 * told to stop.
 */
export async function eraseContact(request: {
  requestId: string;
  slicesMax?: number;
  signal?: AbortSignal;
}): Promise<"done" | "goes on"> {
  const { requestId, slicesMax = Number.POSITIVE_INFINITY, signal } = request;
  const { rows } = await database().pool.query<Asked>(
    `select account_id as "accountId", contact_hashes as "contactHashes"
     from privacy_requests where id = $1 and kind = 'erase' and state = 'waiting'`,
    [requestId],
  );
  const [asked] = rows;
  if (!asked) return "done";
  for (let slices = 0; slices < slicesMax; slices += 1) {
    signal?.throwIfAborted();
    const poolId = await poolOf(asked);
    if (poolId === null) {
      await finishErasure(requestId);
      return "done";
    }
    await eraseSlice(requestId, poolId, asked);
  }
  return "goes on";
}

/** A pool that still has claims of the contact. Index: claims (account_id, contact_hash, pool_id). */
async function poolOf({ accountId, contactHashes }: Asked): Promise<string | null> {
  const { rows } = await database().pool.query<{ poolId: string }>(
    `select pool_id as "poolId" from claims
     where account_id = $1 and contact_hash = any ($2::bytea[]) limit 1`,
    [accountId, contactHashes],
  );
  return rows[0]?.poolId ?? null;
}

/** In one transaction that holds the pool's row, so that no claim looks for a key while it is renamed. */
async function eraseSlice(requestId: string, poolId: string, asked: Asked): Promise<void> {
  const { accountId, contactHashes } = asked;
  await inTransaction(async (client) => {
    // A pool that went with its store has no row any more; what is left of its claims is erased all the same.
    await client.query("select from pools where id = $1 for update", [poolId]);
    const { rows } = await client.query<{ key: string }>(
      `select key from claims
       where account_id = $1 and contact_hash = any ($2::bytea[]) and pool_id = $3
       limit $4 for update`,
      [accountId, contactHashes, poolId, ERASE_CONTACT_SLICE_CLAIMS],
    );
    const keys = rows.map(({ key }) => key);
    await eraseKeys(client, { accountId, poolId, keys });
    await client.query("update privacy_requests set messages = messages + $2 where id = $1", [
      requestId,
      keys.length,
    ]);
  });
}
