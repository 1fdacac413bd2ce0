import { MAILS_AT_ONCE, MAILS_BUNDLED_MAX } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import { BUNDLED_TYPES } from "./bundle-mails.ts";
import type { MailedEvent } from "./mail-text.ts";

const TAKE = loadSql("delivery/take-mails.sql");

/** Seconds that a mail is under way at most; its process is gone after that. */
export const MAIL_LEASE_SECONDS = 300;

/** A mail that is due: an event, and one person who is told of it. */
export interface WaitingMail extends Record<string, unknown>, MailedEvent {
  number: number;
  address: string;
  accountId: string;
  attempts: number;
  lastError: string | null;
  eventId: string;
  accountName: string;
  /** Of the account. */
  timeZone: string;
  /** A Shopify store of the account. */
  shop: string | null;
}

/** Takes mails that are due, in the order of their events. */
export async function takeMails(now: Date): Promise<WaitingMail[]> {
  const { rows } = await database().pool.query<WaitingMail>(TAKE, [
    now,
    MAIL_LEASE_SECONDS,
    MAILS_AT_ONCE,
    BUNDLED_TYPES,
    MAILS_BUNDLED_MAX,
  ]);
  return rows;
}
