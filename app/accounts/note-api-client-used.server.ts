import { LAST_USED_EVERY_SECONDS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { log } from "#app/log/log.server.ts";

const noted = new Map<string, number>();

/**
 * Writes "last used" of a client, at most once a minute over all processes. Returns at once; a write that
 * fails is logged and made up for by the next use.
 */
export function noteApiClientUsed(clientId: string, nowMilliseconds = Date.now()): Promise<void> | undefined {
  const last = noted.get(clientId);
  if (
    last !== undefined &&
    nowMilliseconds >= last &&
    nowMilliseconds - last < LAST_USED_EVERY_SECONDS * 1_000
  )
    return undefined;
  noted.set(clientId, nowMilliseconds);
  return write(clientId).catch((error: unknown) => {
    noted.delete(clientId);
    log().warn({ err: error, clientId }, "the last use of an API client could not be written");
  });
}

async function write(clientId: string): Promise<void> {
  await database().pool.query(
    `update api_clients set last_used_at = now()
     where id = $1 and (last_used_at is null or last_used_at <= now() - make_interval(secs => $2))`,
    [clientId, LAST_USED_EVERY_SECONDS],
  );
}
