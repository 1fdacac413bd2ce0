import { createEndpoint } from "#app/alerts/create-endpoint.server.ts";
import { setAlertSettings } from "#app/alerts/set-alert-settings.server.ts";
import { database } from "#app/db/database.server.ts";
import { deliverDue } from "#app/delivery/deliver-due.server.ts";
import type { DeliverySurroundings } from "#app/delivery/deliver-line.server.ts";
import { ALERT_KINDS } from "#app/events/event-types.ts";

/** What stands in the outbox of a pool, in its order: `pool.low low_water_mark`. */
export async function eventsOf(poolId: string): Promise<string[]> {
  const { rows } = await database().pool.query<{ type: string; reason: string | null; again: boolean }>(
    `select type, detail ->> 'reason' as reason, is_reminder as again from events where pool_id = $1 order by number`,
    [poolId],
  );
  return rows.map(({ type, reason, again }) =>
    [type, reason, again ? "again" : null].filter(Boolean).join(" "),
  );
}

/** What is the matter with a pool now, and whether anybody was told. */
export async function alertsOf(poolId: string): Promise<string[]> {
  const { rows } = await database().pool.query<{ kind: string; told: boolean }>(
    "select kind, told_at is not null as told from pool_alerts where pool_id = $1 order by kind",
    [poolId],
  );
  return rows.map(({ kind, told }) => (told ? kind : `${kind} untold`));
}

/** An endpoint of an account, with its signing secret. */
export async function newEndpoint(
  accountId: string,
  url = "https://mail.example.com/hook",
): Promise<{ id: string; secret: string }> {
  const made = await createEndpoint({ accountId, actor: "Ada", url, allowed: "loopback allowed" });
  if (!made.ok) throw new Error(made.refusal.detail);
  return made.value;
}

/** Everybody of a list hears of everything. */
export async function tellByMail(accountId: string, ...recipients: string[]): Promise<void> {
  const set = await setAlertSettings({
    accountId,
    actor: "Ada",
    settings: { recipients, alerts: [...ALERT_KINDS] },
  });
  if (!set.ok) throw new Error(set.refusal.detail);
}

/** Delivers what is due now, line after line until nothing is; answers how many turns that took. */
export async function deliverAll(surroundings: DeliverySurroundings): Promise<number> {
  const { signal } = new AbortController();
  for (let turns = 0; ; ) {
    const lines = await deliverDue(surroundings, 100, signal);
    if (lines.length === 0) return turns;
    await Promise.all(lines);
    turns += lines.length;
  }
}
