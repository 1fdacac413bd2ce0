import { REMINDER_HOURS } from "#app/config/limits.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { noteTroubles } from "./note-troubles.server.ts";

/** Pools reminded of at a time. */
const REMINDED_AT_ONCE = 500;

/** Tells of troubles that begin and end (note-troubles), and reminds of what has lasted for a day. */
export async function watchPools(): Promise<void> {
  await noteTroubles({ poolId: null });
  await remind();
}

/** Says again what was last told of a day ago and still is so; to people only. */
async function remind(): Promise<void> {
  await inTransaction(async (client) => {
    await client.query(
      `with due as (
         update pool_alerts a set told_at = statement_timestamp()
         from (
           select pool_id, kind from pool_alerts
           where coalesce(told_at, since) < statement_timestamp() - make_interval(hours => $1)
           order by pool_id, kind limit $2 for update skip locked
         ) d
         where a.pool_id = d.pool_id and a.kind = d.kind
         returning a.*
       )
       insert into events (account_id, pool_id, type, is_reminder, pool, detail)
       select d.account_id, d.pool_id, d.kind, true, pool_snapshot(p), d.detail
       from due d join pools p on p.id = d.pool_id`,
      [REMINDER_HOURS, REMINDED_AT_ONCE],
    );
  });
}
