import { createHash } from "node:crypto";
import { EVENT_RETRY_HOURS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { log } from "#app/log/log.server.ts";
import { MAIL_TRIES } from "#app/metrics/instruments.server.ts";
import { backOffSeconds } from "./back-off.ts";
import { bundleMails, isBundled } from "./bundle-mails.ts";
import { dropPastMails } from "./drop-past-mails.server.ts";
import { NO_SERVER } from "./give-up-mails.server.ts";
import { type MailText, mailText, mailTextOfSeveral } from "./mail-text.ts";
import type { SendMail } from "./mailer.server.ts";
import { MAIL_LEASE_SECONDS, takeMails, type WaitingMail } from "./take-mails.server.ts";

/** Seconds of a lease without which no further mail is begun. */
const ONE_MAIL_SECONDS = 60;
/** SMTP's answers that no repeat changes begin at 550: no such mailbox, refused. */
const REFUSED_FOR_GOOD = 550;

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
 * Sends the mails that are due, one after the other; answers how many it took up. What tells one person the same of
 * several pools goes out as one. What fails is tried again for three days; what waited for longer, and what is over
 * by then, says nothing of now and is given up. Where the server is so slow that the lease would end, the rest is left to whoever looks next.
 */
export async function sendMails(surroundings: MailSurroundings): Promise<number> {
  const { clock } = surroundings;
  const takenAt = clock();
  await dropPastMails(takenAt);
  const mails = await takeMails(takenAt);
  const until = takenAt.getTime() + (MAIL_LEASE_SECONDS - ONE_MAIL_SECONDS) * 1_000;
  for (const bundle of bundleMails(mails)) {
    if (clock().getTime() >= until) break;
    await sendBundle(bundle, surroundings);
  }
  return mails.length;
}

async function sendBundle(bundle: readonly WaitingMail[], surroundings: MailSurroundings): Promise<void> {
  const written: WaitingMail[] = [];
  for (const mail of bundle) {
    const problem = isPast(mail, surroundings) ? new Error(mail.lastError ?? NO_SERVER) : problemOfText(mail);
    if (problem) await settle(mail, problem, surroundings);
    else written.push(mail);
  }
  const [first] = written;
  if (!first) return;
  const problem = await surroundings
    .send(first.address, textOf(first, written, surroundings), messageId(first))
    .then(
      () => null,
      (error: Error) => error,
    );
  for (const mail of written) await settle(mail, problem, surroundings);
}

function isPast({ at }: WaitingMail, { clock }: MailSurroundings): boolean {
  return clock().getTime() - at.getTime() >= EVENT_RETRY_HOURS * 3_600_000;
}

/** Writes down what became of a mail; null: it was sent. */
async function settle(
  mail: WaitingMail,
  problem: Error | null,
  surroundings: MailSurroundings,
): Promise<void> {
  const { clock, random } = surroundings;
  const isFinal = isPast(mail, surroundings) || responseCodeOf(problem) >= REFUSED_FOR_GOOD;
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

/** The SMTP server's own code, where it was the server that refused. */
function responseCodeOf(problem: Error | null): number {
  return problem && "responseCode" in problem ? Number(problem.responseCode) : 0;
}

/** A bug of ours is one mail's failure, not everybody's. */
function problemOfText(mail: WaitingMail): Error | null {
  try {
    mailText(mail, { accountName: mail.accountName, appUrl: null, timeZone: mail.timeZone });
    return null;
  } catch (error) {
    log().error({ err: error, event: mail.eventId }, "a mail cannot be written and will be tried again");
    return new Error("It could not be written.");
  }
}

function textOf(first: WaitingMail, all: readonly WaitingMail[], { appUrlIn }: MailSurroundings): MailText {
  const { accountName, timeZone, shop, type, isReminder } = first;
  const frame = { accountName, timeZone, appUrl: shop === null ? null : appUrlIn(shop) };
  return all.length > 1 && isBundled(type)
    ? mailTextOfSeveral({ type, isReminder }, all, frame)
    : mailText(first, frame);
}

/** The same at every try, and another one for every person. Of several mails in one it is the first one's. */
function messageId({ eventId, address }: WaitingMail): string {
  return `${eventId}.${createHash("sha256").update(address).digest("hex").slice(0, 16)}`;
}
