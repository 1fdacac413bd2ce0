import { database } from "#app/db/database.server.ts";
import type { MessageId } from "./begin-message.server.ts";

/** Remembers the answer of a call that began with `beginMessage`. The first answer stays. */
export async function finishMessage(message: MessageId & { status: number; body: string }): Promise<void> {
  await database().pool.query(
    `update api_messages set status = $3, body = $4
     where client_id = $1 and message_id = $2 and status is null`,
    [message.clientId, message.messageId, message.status, message.body],
  );
}
