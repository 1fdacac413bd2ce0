import { createHash } from "node:crypto";
import { EVENT_RETRY_HOURS, MAILS_AT_ONCE } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import type { EventType } from "#app/events/event-types.ts";
import { log } from "#app/log/log.server.ts";
import { MAIL_TRIES } from "#app/metrics/instruments.server.ts";
import { backOffSeconds } from "./back-off.ts";
import { NO_SERVER } from "./give-up-mails.server.ts";
import { type MailText, mailText } from "./mail-text.ts";
import type { SendMail } from "./mailer.server.ts";

/** Seconds that a mail is under way at most; its process is gone after that. */
const LEASE_SECONDS = 300;
/** Seconds of a lease without which no further mail is begun. */
const ONE_MAIL_SECONDS = 60;
/** SMTP's answers that no repeat changes begin at 550: no such mailbox, refused. */
const REFUSED_FOR_GOOD = 550;

interface WaitingMail extends Record<string, unknown> {
  number: number;
  address: string;
  attempts: number;
  lastError: string | null;
  eventId: string;
  type: EventType;
  isReminder: boolean;
  pool: unknown;
  detail: Record<string, unknown>;
  at: Date;
  accountName: string;
  /** A Shopify store of the account. */
  shop: string | null;
}

/** What sending needs of the world. */
export interface MailSurroundings {
  clock: () => Date;
  /** From 0 up to 1. */
  random: () => number;
  send: SendMail;
  /** Where the app is found in a shop's admin. */
  appUrlIn: (shop: string) => string;
}

/**
 * Sends the mails that are due, one after the other; answers how many it took up. What fails is tried again for three
 * days; what waited for longer says nothing of now and is given up. Where the server is so slow that the lease would end, the rest is left to whoever looks next.
 */
export async function sendMails(surroundings: MailSurroundings): Promise<number> {
  const { clock } = surroundings;
  const takenAt = clock();
  const mails = await takeMails(takenAt);
  const until = takenAt.getTime() + (LEASE_SECONDS - ONE_MAIL_SECONDS) * 1_000;
  for (const mail of mails) {
    if (clock().getTime() >= until) break;
    await sendOne(mail, surroundings);
  }
  return mails.length;
}

async function sendOne(mail: WaitingMail, surroundings: MailSurroundings): Promise<void> {
  const { clock, random } = surroundings;
  const isPast = clock().getTime() - mail.at.getTime() >= EVENT_RETRY_HOURS * 3_600_000;
  const problem = isPast ? new Error(mail.lastError ?? NO_SERVER) : await problemOf(mail, surroundings);
  const isFinal = isPast || responseCodeOf(problem) >= REFUSED_FOR_GOOD;
  const state = problem === null ? "sent" : isFinal ? "failed" : "waiting";
  MAIL_TRIES.inc({ result: state === "sent" ? "sent" : isFinal ? "given_up" : "failed" });
  await database().pool.query(
    `update alert_mails
     set state = $3, attempts = attempts + 1, last_error = $4, tried_at = $5, leased_until = null,
         due_at = $5::timestamptz + make_interval(secs => $6)
     where event_number = $1 and address = $2 and state = 'waiting'`,
    [
      mail.number,
      mail.address,
      state,
      problem?.message.slice(0, 500) ?? null,
      clock(),
      backOffSeconds(mail.attempts + 1, random()),
    ],
  );
}

/** Why a mail could not be sent; null: it was. */
async function problemOf(mail: WaitingMail, { send, appUrlIn }: MailSurroundings): Promise<Error | null> {
  const text = textOf(mail, appUrlIn);
  if (text instanceof Error) return text;
  return await send(mail.address, text, messageId(mail)).then(
    () => null,
    (error: Error) => error,
  );
}

/** The SMTP server's own code, where it was the server that refused. */
function responseCodeOf(problem: Error | null): number {
  return problem && "responseCode" in problem ? Number(problem.responseCode) : 0;
}

/** A bug of ours is one mail's failure, not everybody's. */
function textOf(mail: WaitingMail, appUrlIn: MailSurroundings["appUrlIn"]): MailText | Error {
  try {
    const appUrl = mail.shop === null ? null : appUrlIn(mail.shop);
    return mailText(mail, { accountName: mail.accountName, appUrl });
  } catch (error) {
    log().error({ err: error, event: mail.eventId }, "a mail cannot be written and will be tried again");
    return new Error("It could not be written.");
  }
}

async function takeMails(now: Date): Promise<WaitingMail[]> {
  const { rows } = await database().pool.query<WaitingMail>(
    `with taken as (
       update alert_mails m set leased_until = $1::timestamptz + make_interval(secs => $2)
       from (
         select event_number, address from alert_mails
         where state = 'waiting' and due_at <= $1 and (leased_until is null or leased_until <= $1)
         order by due_at limit $3 for update skip locked
       ) due
       where m.event_number = due.event_number and m.address = due.address
       returning m.*
     )
     select e.number, t.address, t.attempts, t.last_error as "lastError", e.id as "eventId", e.type, e.is_reminder as "isReminder", e.pool, e.detail,
            e.at, a.name as "accountName",
            (select s.domain from stores s
             where s.account_id = e.account_id and s.platform = 'shopify' and s.disconnected_at is null
             order by s.connected_at limit 1) as shop
     from taken t
     join events e on e.number = t.event_number
     join accounts a on a.id = e.account_id
     order by e.number, t.address`,
    [now, LEASE_SECONDS, MAILS_AT_ONCE],
  );
  return rows;
}

/** The same at every try, and another one for every person. */
function messageId({ eventId, address }: WaitingMail): string {
  return `${eventId}.${createHash("sha256").update(address).digest("hex").slice(0, 16)}`;
}
