import { database } from "#app/db/database.server.ts";
import { log } from "#app/log/log.server.ts";
import { looksLikeAddress } from "./looks-like-address.ts";

/** Milliseconds for which a client is noted once per process: what is told is the week. */
const ONCE_IN_MILLISECONDS = 6 * 3_600_000;

const noted = new Map<string, number>();

const COLUMNS = { key: "personal_key_at", campaign: "personal_campaign_at" } as const;

/**
 * Notes that a client names messages or campaigns by what looks like an email address, for its merchant to be told:
 * that it did, never what. Returns at once and writes beside the claim, once in some hours.
 */
export function notePersonalNames(
  named: { clientId: string; campaignId: string; keys: readonly string[] },
  nowMilliseconds = Date.now(),
): Promise<void>[] {
  const found: (keyof typeof COLUMNS)[] = [];
  if (named.keys.some(looksLikeAddress)) found.push("key");
  if (looksLikeAddress(named.campaignId)) found.push("campaign");
  return found.flatMap((what) => {
    const name = `${named.clientId} ${what}`;
    const last = noted.get(name);
    if (last !== undefined && nowMilliseconds - last < ONCE_IN_MILLISECONDS) return [];
    noted.set(name, nowMilliseconds);
    return write(named.clientId, COLUMNS[what]).catch((error: unknown) => {
      noted.delete(name);
      log().warn({ err: error, clientId: named.clientId }, "a name that looks personal could not be noted");
    });
  });
}

async function write(clientId: string, column: (typeof COLUMNS)[keyof typeof COLUMNS]): Promise<void> {
  await database().pool.query(`update api_clients set ${column} = statement_timestamp() where id = $1`, [
    clientId,
  ]);
}
