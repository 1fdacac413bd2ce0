import { EVENT_RETRY_HOURS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { MAIL_TRIES } from "#app/metrics/instruments.server.ts";

/** What is said of a mail that no try was made of. */
export const NO_SERVER = "No mail server took it within three days.";

/**
 * Gives up mails that wait for longer than mails are tried: where there is no mail server nobody else would, and they
 * would all go out on the day on which one is set up. Index: alert_mails_waiting_idx.
 */
export async function giveUpMails(now: Date): Promise<void> {
  const { rowCount } = await database().pool.query(
    `update alert_mails m set state = 'failed', last_error = coalesce(m.last_error, $3)
     from events e
     where e.number = m.event_number and m.state = 'waiting'
       and e.at <= $1::timestamptz - make_interval(hours => $2)
       and (m.leased_until is null or m.leased_until <= $1)`,
    [now, EVENT_RETRY_HOURS, NO_SERVER],
  );
  MAIL_TRIES.inc({ result: "given_up" }, rowCount ?? 0);
}
