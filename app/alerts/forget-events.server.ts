import { EVENT_DAYS_KEPT } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";

/** Events forgotten by one statement. */
const SLICE = 5_000;

/** Forgets events of more than thirty days ago with their deliveries, mails and Flow triggers, also such as still wait for an endpoint. */
export async function forgetEvents(): Promise<void> {
  const { pool } = database();
  for (;;) {
    const { rowCount } = await pool.query(
      `with old as (
         select number from events where at < statement_timestamp() - make_interval(days => $1) limit $2
       ), mails as (
         delete from alert_mails using old where event_number = number
       ), workflows as (
         delete from flow_triggers using old where event_number = number
       ), deliveries as (
         delete from event_deliveries using old where event_number = number
       )
       delete from events e using old where e.number = old.number`,
      [EVENT_DAYS_KEPT, SLICE],
    );
    if ((rowCount ?? 0) < SLICE) break;
  }
  // Lines of endpoints that are gone, or of which nothing is left.
  await pool.query(
    `delete from event_lines l
     where (l.leased_until is null or l.leased_until < statement_timestamp()) and not exists (
       select from event_endpoints p join event_deliveries d on d.endpoint_id = p.id
       where p.id = l.endpoint_id and d.line = l.line and d.state = 'waiting')`,
  );
  // Written while their endpoint was removed: nobody has tried them. What was tried goes with its endpoint, or its event.
  await pool.query(
    `delete from event_deliveries d
     where d.state = 'waiting' and not exists (select from event_endpoints p where p.id = d.endpoint_id)`,
  );
}
