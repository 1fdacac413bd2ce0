import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { log } from "#app/log/log.server.ts";
import type { DiscountPlatform } from "#app/platforms/discount-platform.ts";
import { deleteEnded, endGroups } from "./delete-ended.server.ts";
import { deleteWasted } from "./delete-wasted.server.ts";
import { lookUpDoubtful } from "./look-up-doubtful.server.ts";
import { markUnreachable, STORE_REASONS } from "./mark-unreachable.server.ts";
import { moveGroup } from "./move-group.server.ts";
import { noticeStarts } from "./notice-starts.server.ts";
import type { Settled } from "./patiently.ts";
import { replenishPool } from "./replenish-pool.server.ts";
import { whatToTend } from "./what-to-tend.server.ts";
import type { Work } from "./work.ts";

/**
 * The round of every ten minutes: notices discounts that start, looks at the use of every dynamic pool and fills it, the next group ahead of
 * midnight included; moves the end of groups that nobody used; deletes what is wasted or over; wakes the minting of
 * stores whose batches were left lying. Stores side by side: one that does not answer holds up no other.
 */
export async function tendGroups(
  round: Omit<Work, "platform"> & { platformOf: (storeId: string) => Promise<DiscountPlatform> },
): Promise<void> {
  const stores = await database().pool.query<{ id: string }>("select distinct store_id as id from templates");
  const waiting = stores.rows.map(({ id }) => id);
  const tendSome = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      if (round.signal.aborted) return;
      try {
        await tendStore({ ...round, storeId: id });
      } catch (error) {
        log().error(
          { err: error, storeId: id },
          "tending a store's groups failed; the next round tries again",
        );
      }
    }
  };
  await Promise.all(Array.from({ length: STORES_AT_A_TIME }, tendSome));
}

const STORES_AT_A_TIME = 8;

async function tendStore(
  round: Omit<Work, "platform"> & {
    storeId: string;
    platformOf: (storeId: string) => Promise<DiscountPlatform>;
  },
): Promise<void> {
  const { storeId } = round;
  const moves = await tendPools(round, storeId);
  const todo = await whatToTend(storeId);
  if (todo.ending) await endGroups(storeId);
  if (todo.starting) await noticeStarts(storeId);
  if (todo.unsettled) await wakeMinting(storeId);
  const isForPlatform = todo.moving || todo.doubtful || todo.wasted || todo.ended;
  if (!isForPlatform || !(await isInReach(storeId))) return;

  const work: Work = { ...round, platform: await round.platformOf(storeId) };
  for (const groupId of moves) if (!(await goesOn(storeId, await moveGroup(work, groupId)))) return;
  for (const groupId of todo.moving ? await unfinishedMoves(storeId) : []) {
    if (!(await goesOn(storeId, await moveGroup(work, groupId)))) return;
  }
  if (todo.doubtful && !(await goesOn(storeId, await lookUpDoubtful(work, storeId)))) return;
  // What a look at doubtful batches found is wasted, too.
  if (!(await goesOn(storeId, await deleteWasted(work, storeId)))) return;
  if (todo.ended) await goesOn(storeId, await deleteEnded(work, storeId));
}

/** From here on every pool of N days is looked at: its next group may have to be filled. */
const MIDNIGHT_LOOKS_FROM = "22:30";

/** Looks at the pools of which something has changed or soon will; answers the groups whose end is to be moved now. */
async function tendPools(round: { signal: AbortSignal }, storeId: string): Promise<Set<string>> {
  const { rows } = await database().pool.query<{ id: string }>(
    `select p.id
     from pools p
     join templates t on t.id = p.template_id
     left join pool_rates r on r.pool_id = p.id
     where t.store_id = $1 and p.archived_at is null
       and (r.pool_id is null or r.used <> p.assigned + p.voided + p.quarantined
         or p.available + p.pending < p.buffer_target or p.replenish_queued
         or p.next_expiry_at < least_expiry(p.group_days, p.min_validity_seconds, p.time_zone)
         or p.unavailable_reason = 'store_full' or p.prepared_until > statement_timestamp()
         or (p.group_days is not null and (statement_timestamp() at time zone p.time_zone)::time >= $2::time))
     order by p.id`,
    [storeId, MIDNIGHT_LOOKS_FROM],
  );
  const moves = new Set<string>();
  for (const { id } of rows) {
    if (round.signal.aborted) break;
    const { moveDue } = await replenishPool({ poolId: id });
    if (moveDue) moves.add(moveDue);
  }
  return moves;
}

/** Moves that were begun and not finished, of groups that somebody used meanwhile or that have become too short. */
async function unfinishedMoves(storeId: string): Promise<string[]> {
  const { rows } = await database().pool.query<{ id: string }>(
    `select g.id from groups g
     where g.store_id = $1 and g.state = 'live' and g.moves_to is not null
       and exists (
         select 1 from batches b join codes c on c.batch_id = b.id
         where b.group_id = g.id and c.assigned_at is not null)`,
    [storeId],
  );
  return rows.map(({ id }) => id);
}

/** Batches lie about when a job was lost: every process that worked on them died, or the store was out of reach. */
async function wakeMinting(storeId: string): Promise<void> {
  await inTransaction(async (client) => {
    // A process that died between writing down that a batch waits and asking once more left it waiting for news that
    // had come. Asked again, one that waits in truth goes on waiting.
    await client.query("update batches set awaits_exchange = false where store_id = $1 and awaits_exchange", [
      storeId,
    ]);
    const { rowCount } = await client.query(
      `select 1 from batches b
       where b.store_id = $1 and b.state in ('pending', 'submitted')
         and not exists (select 1 from store_paces s where s.store_id = $1 and s.lease_until > clock_timestamp())
       limit 1`,
      [storeId],
    );
    if (rowCount) await sendJob(client, "mint-store", { storeId });
  });
}

/** Whether nothing is known against calling the store; checkStore finds out when it is back. */
async function isInReach(storeId: string): Promise<boolean> {
  const { rowCount } = await database().pool.query(
    `select 1 from pools p join templates t on t.id = p.template_id
     where t.store_id = $1 and p.unavailable_reason = any ($2::text[]) limit 1`,
    [storeId, STORE_REASONS],
  );
  return rowCount === 0;
}

async function goesOn(storeId: string, settled: Settled<unknown>): Promise<boolean> {
  if (settled.kind === "unreachable") await markUnreachable(storeId, settled.reason);
  else if (settled.kind === "gave_up")
    log().warn({ storeId, detail: settled.detail }, "a platform does not answer");
  return settled.kind === "done" || settled.kind === "refused";
}
