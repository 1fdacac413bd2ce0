import { database } from "#app/db/database.server.ts";
import type { MessageId } from "./begin-message.server.ts";

/** Gives a message id back after a failure on our side, so that the caller may simply repeat the call. */
export async function abandonMessage({ clientId, messageId }: MessageId): Promise<void> {
  await database().pool.query(
    "delete from api_messages where client_id = $1 and message_id = $2 and status is null",
    [clientId, messageId],
  );
}
