import { EXPIRING_DAYS, REMINDER_HOURS, REPLENISH_FAILED_MINUTES } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { appendEvent } from "#app/events/append-event.server.ts";
import type { PoolTrouble } from "#app/events/event-types.ts";
import { log } from "#app/log/log.server.ts";

const FIND = loadSql("alerts/find-troubles.sql");

interface Difference extends Record<string, unknown> {
  poolId: string;
  kind: PoolTrouble;
  /** Null when it is over. */
  detail: Record<string, unknown> | null;
  change: "begins" | "changes" | "ends";
}

/**
 * Looks for troubles of pools that their counts do not say, tells of those that begin, and of codes being made again; of
 * one pool, or of all. Low, empty and unavailable are told by the database in the transaction in which a pool becomes so
 * (trigger pools_tell_state).
 */
export async function noteTroubles({ poolId: only }: { poolId: string | null }): Promise<void> {
  const values = [REPLENISH_FAILED_MINUTES, EXPIRING_DAYS, only];
  const { rows } = await database().pool.query<Difference>(FIND, values);
  for (const difference of rows) {
    const { poolId, kind, change } = difference;
    await inTransaction((client) => NOTE[change](client, difference)).catch((error: unknown) =>
      log().error({ err: error, poolId, kind }, "a trouble could not be noted; the next round tries again"),
    );
  }
}

async function begin(client: Queryable, { poolId, kind, detail }: Difference): Promise<void> {
  // The pool's row first, as everybody who tells of a pool.
  await client.query("select from pools where id = $1 for no key update", [poolId]);
  const toldAt = kind === "pool.replenish_failed" ? null : await lastTold(client, poolId, kind);
  const { rowCount } = await client.query(
    `insert into pool_alerts (pool_id, kind, account_id, detail, told_at)
     select id, $2, account_id, $3::jsonb, coalesce($4, statement_timestamp())
     from pools where id = $1 and archived_at is null
     on conflict (pool_id, kind) do nothing`,
    [poolId, kind, JSON.stringify(detail ?? {}), toldAt],
  );
  if (rowCount && !toldAt) await appendEvent(client, { poolId, type: kind, detail: detail ?? {} });
}

/**
 * When this was last told of the pool, within a day. Nobody is told of its end, so its return is no news: a look at some
 * of the codes finds refused ones in one hour, and none in the next. It is shown, and reminded of a day after it was told.
 * Index: events_pool_id_idx.
 */
async function lastTold(client: Queryable, poolId: string, kind: PoolTrouble): Promise<Date | null> {
  const { rows } = await client.query<{ at: Date | null }>(
    `select max(at) as at from events
     where pool_id = $1 and type = $2 and at > statement_timestamp() - make_interval(hours => $3)`,
    [poolId, kind, REMINDER_HOURS],
  );
  return rows[0]?.at ?? null;
}

async function end(client: Queryable, { poolId, kind }: Difference): Promise<void> {
  const { rows } = await client.query<{ isAvailable: boolean }>(
    `select unavailable_reason is null as "isAvailable" from pools where id = $1 for no key update`,
    [poolId],
  );
  const { rowCount } = await client.query("delete from pool_alerts where pool_id = $1 and kind = $2", [
    poolId,
    kind,
  ]);
  if (!rowCount || kind !== "pool.replenish_failed") return;
  // A pool that is unavailable by now is in more trouble, and not out of it.
  if (!rows[0]?.isAvailable) return;
  await appendEvent(client, { poolId, type: "pool.recovered", detail: { reason: "replenish_failed" } });
}

/** What was told is no news; who looks at it, or is reminded, reads what is so now. */
async function change(client: Queryable, { poolId, kind, detail }: Difference): Promise<void> {
  await client.query("update pool_alerts set detail = $3::jsonb where pool_id = $1 and kind = $2", [
    poolId,
    kind,
    JSON.stringify(detail ?? {}),
  ]);
}

const NOTE = { begins: begin, changes: change, ends: end };
