import { database } from "#app/db/database.server.ts";
import type { EventType } from "#app/events/event-types.ts";

/** A mail in the log. */
export interface MailLine extends Record<string, unknown> {
  id: string;
  address: string;
  type: EventType;
  isReminder: boolean;
  poolName: string | null;
  state: "waiting" | "sent" | "failed";
  error: string | null;
  at: string;
}

/** The newest mails of an account, and what became of them. */
export async function listMails(accountId: string, limit: number): Promise<MailLine[]> {
  const { rows } = await database().pool.query<MailLine & { happenedAt: Date }>(
    `select e.id || '.' || m.address as id, m.address, e.type, e.is_reminder as "isReminder",
            e.pool ->> 'name' as "poolName", m.state, m.last_error as error, e.at as "happenedAt"
     from alert_mails m join events e on e.number = m.event_number
     where m.account_id = $1 order by m.event_number desc, m.address limit $2`,
    [accountId, limit],
  );
  return rows.map(({ happenedAt, ...row }) => ({ ...row, at: happenedAt.toISOString() }));
}
