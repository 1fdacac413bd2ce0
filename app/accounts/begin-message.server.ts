import { MESSAGE_MEMORY_HOURS, MESSAGE_RUNNING_SECONDS_MAX } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";

export interface MessageId {
  clientId: string;
  /** The caller's `webhook-id`. */
  messageId: string;
}

/** Whether a message is to be worked on now, and if not, why. */
export type MessageStart =
  | { kind: "work" }
  | { kind: "answered"; status: number; body: string }
  | { kind: "running" }
  | { kind: "reused" };

interface Row extends Record<string, unknown> {
  is_same: boolean;
  status: number | null;
  body: string | null;
}

/**
 * Takes a message id for a call that is about to run. The insert decides between two calls at once. A call
 * that began over a minute ago and has no answer died with its process: the same call may run again.
 */
export async function beginMessage(message: MessageId & { payloadHash: Uint8Array }): Promise<MessageStart> {
  const { clientId, messageId, payloadHash } = message;
  const begun = await database().pool.query(
    `insert into api_messages as m (client_id, message_id, payload_hash) values ($1, $2, $3)
     on conflict (client_id, message_id) do update
       set payload_hash = excluded.payload_hash, status = null, body = null, started_at = now()
       where m.started_at < now() - make_interval(hours => $4)
         or (m.status is null and m.payload_hash = excluded.payload_hash
             and m.started_at < now() - make_interval(secs => $5))`,
    [clientId, messageId, payloadHash, MESSAGE_MEMORY_HOURS, MESSAGE_RUNNING_SECONDS_MAX],
  );
  if (begun.rowCount === 1) return { kind: "work" };
  const { rows } = await database().pool.query<Row>(
    "select payload_hash = $3 as is_same, status, body from api_messages where client_id = $1 and message_id = $2",
    [clientId, messageId, payloadHash],
  );
  const [row] = rows;
  // Gone in between: the first call failed on our side and was forgotten. The caller comes again.
  if (!row) return { kind: "running" };
  if (!row.is_same) return { kind: "reused" };
  return row.status === null
    ? { kind: "running" }
    : { kind: "answered", status: row.status, body: row.body ?? "" };
}
