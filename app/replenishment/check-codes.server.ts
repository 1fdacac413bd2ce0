import { dropCodes } from "#app/codes/drop-codes.server.ts";
import { PLATFORM_PATIENCE_SECONDS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { queueReplenishing } from "#app/pools/queue-replenishing.server.ts";
import { chooseSome } from "./choose-some.ts";
import { patiently, type Settled } from "./patiently.ts";
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
  work: Work,
  pool: { id: string; accountId: string },
): Promise<Settled<CodesChecked>> {
  const front = await readyCodes(pool.id, null);
  const chosen = chooseSome(front, CODES_LOOKED_UP, work.random);
  const refused = await findRefused(work, chosen);
  if (refused.kind !== "done") return refused;
  for (const batchId of new Set(refused.value.map((code) => code.batchId))) {
    const all = await findRefused(work, await readyCodes(pool.id, batchId));
    if (all.kind !== "done") return all;
    await takeOut(pool, all.value);
  }
  return {
    kind: "done",
    value: { poolId: pool.id, looked: chosen.length, refused: refused.value.map(({ code }) => code) },
  };
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

async function findRefused(work: Work, codes: readonly ReadyCode[]): Promise<Settled<ReadyCode[]>> {
  const refused: ReadyCode[] = [];
  for (const ready of codes) {
    const found = await patiently(() => work.platform.findCode(ready.code), {
      ...work,
      patienceSeconds: PLATFORM_PATIENCE_SECONDS,
    });
    if (found.kind !== "done") return found;
    if (!found.value || found.value.discountId !== ready.discountId) refused.push(ready);
  }
  return { kind: "done", value: refused };
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
