import { MAIL_NEWS_MINUTES } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import { MAIL_TRIES } from "#app/metrics/instruments.server.ts";

const DROP = loadSql("delivery/drop-past-mails.sql");

/** What is said of a mail that came too late to be true. */
const OVER = "It was over before a mail server took it.";

/** Gives up what a mail server that was away for a while kept from being told, and is no longer so. */
export async function dropPastMails(now: Date): Promise<void> {
  const { rowCount } = await database().pool.query(DROP, [now, MAIL_NEWS_MINUTES, OVER]);
  MAIL_TRIES.inc({ result: "over" }, rowCount ?? 0);
}
