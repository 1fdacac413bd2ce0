import { dropCodes } from "#app/codes/drop-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { queueReplenishing } from "#app/pools/queue-replenishing.server.ts";
import { chooseSome } from "./choose-some.ts";
import { findOwners } from "./find-owners.server.ts";
import { lookSince } from "./look-since.server.ts";
import type { Settled } from "./patiently.ts";
import type { Work } from "./work.ts";

/** What the look at a few ready codes of a pool found. */
export interface CodesChecked {
  poolId: string;
  looked: number;
  /** Codes that the checkout would refuse. */
  refused: string[];
}

interface ReadyCode extends Record<string, unknown> {
  id: number;
  code: string;
  batchId: string;
  discountId: string | null;
}

/** Codes of a pool that are looked up: the next one to be assigned, and others by chance. */
const CODES_LOOKED_UP = 3;
/** Ready codes among which they are chosen. */
const CODES_IN_FRONT = 500;

/**
 * Looks up a few of a dynamic pool's ready codes. One that is missing has its whole batch looked up, and what is
 * missing is taken out before somebody gets it.
 */
export async function checkCodes(
  work: Work & { storeId: string },
  pool: { id: string; accountId: string },
): Promise<Settled<CodesChecked>> {
  const front = await readyCodes(pool.id, null);
  const chosen = chooseSome(front, CODES_LOOKED_UP, work.random);
  const notBefore = await lookSince(pool.id, work.storeId);
  const found = await findRefused(work, { purpose: pool.id, ready: front, chosen, notBefore });
  if (found.kind !== "done") return found;
  const { looked, refused } = found.value;
  for (const batchId of new Set(refused.map((code) => code.batchId))) {
    const ready = await readyCodes(pool.id, batchId);
    const purpose = `${pool.id}:${batchId}`;
    const all = await findRefused(work, { purpose, ready, chosen: ready, notBefore });
    if (all.kind !== "done") return all;
    await takeOut(pool, all.value.refused);
  }
  return { kind: "done", value: { poolId: pool.id, looked, refused: refused.map(({ code }) => code) } };
}

async function readyCodes(poolId: string, batchId: string | null): Promise<ReadyCode[]> {
  const { rows } = await database().pool.query<ReadyCode>(
    `select c.id, c.code, c.batch_id as "batchId", g.discount_id as "discountId"
     from pools p
     join codes c on c.pool_id = p.id and c.position >= p.claim_cursor and c.state = 'available'
     join batches b on b.id = c.batch_id
     join groups g on g.id = b.group_id
     where p.id = $1 and ($2::text is null or c.batch_id = $2)
     order by c.position
     limit $3`,
    [poolId, batchId, CODES_IN_FRONT],
  );
  return rows;
}

/** Those of `chosen` that are missing. A store may tell of codes of an earlier choice; those that are ready still count. */
async function findRefused(
  work: Work,
  look: { purpose: string; ready: readonly ReadyCode[]; chosen: readonly ReadyCode[]; notBefore: Date },
): Promise<Settled<{ looked: number; refused: ReadyCode[] }>> {
  const { purpose, ready, chosen, notBefore } = look;
  const codes = chosen.map(({ code }) => code);
  const { owners, stopped } = await findOwners(work, { purpose, codes, notBefore });
  if (stopped) return stopped;
  // A question that was refused says nothing of the code: one of ours is not taken out for it.
  const looked = ready.filter(({ code }) => owners.has(code) && owners.get(code) !== "refused");
  const refused = looked.filter(({ code, discountId }) => {
    const owner = owners.get(code);
    return !owner || owner === "refused" || owner.discountId !== discountId;
  });
  return { kind: "done", value: { looked: looked.length, refused } };
}

async function takeOut(pool: { id: string; accountId: string }, codes: readonly ReadyCode[]): Promise<void> {
  if (codes.length === 0) return;
  await inTransaction(async (client) => {
    const missing = await dropCodes(
      client,
      pool.id,
      codes.map(({ id }) => id),
    );
    if (missing === 0) return;
    await appendHistory(client, {
      accountId: pool.accountId,
      poolId: pool.id,
      actor: "system",
      verb: "codes.missing",
      detail: { missing },
    });
    await queueReplenishing(client, pool.id);
  });
}
