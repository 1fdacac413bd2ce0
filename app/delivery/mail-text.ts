import type { EventType } from "../events/event-types.ts";
import { alertWords, MANY_POOLS_WORDS } from "../ui/alert-words.ts";
import { formatCount, formatTime } from "../ui/format.ts";
import { readSnapshot } from "./pool-snapshot.ts";

/** A mail, ready to be sent. */
export interface MailText {
  subject: string;
  text: string;
  html: string;
}

/** Who is written to, and where the links of the mail lead. */
export interface MailFrame {
  accountName: string;
  /** The app in the admin of one of the account's stores; null where there is none to lead to. */
  appUrl: string | null;
  /** In which times are told. */
  timeZone: string;
}

/** An event, as far as a mail tells of it. */
export interface MailedEvent {
  type: EventType;
  isReminder: boolean;
  pool: unknown;
  detail: Record<string, unknown>;
  /** When it happened: what the mail says was so then. */
  at: Date;
}

/** Pools that a mail about several describes; of the others it says how many. */
const DESCRIBED = 50;

/** The mail about an event, in plain text and in HTML. Throws for a pool that cannot be read. */
export function mailText(event: MailedEvent, frame: MailFrame): MailText {
  const { title, lines, path } = wordsOf(event, frame);
  return layOut(`${again(event)}${title}`, [{ title: null, lines, path }], event.at, frame);
}

/** One mail about what happened to several pools at once: the kind of it once, then each pool. */
export function mailTextOfSeveral(
  kind: { type: keyof typeof MANY_POOLS_WORDS; isReminder: boolean },
  events: readonly MailedEvent[],
  frame: MailFrame,
): MailText {
  const described = events.slice(0, DESCRIBED).map((event) => wordsOf(event, frame));
  const others = events.length - described.length;
  const rest =
    others > 0
      ? [
          {
            title: `And ${formatCount(others)} more`,
            lines: ["The list of your pools has them."],
            path: "/app",
          },
        ]
      : [];
  const subject = `${again(kind)}${formatCount(events.length)} ${MANY_POOLS_WORDS[kind.type]}`;
  const last = new Date(Math.max(...events.map(({ at }) => at.getTime())));
  return layOut(subject, [...described, ...rest], last, frame);
}

const again = ({ isReminder }: { isReminder: boolean }) => (isReminder ? "Still so: " : "");

function wordsOf(event: MailedEvent, { timeZone }: MailFrame) {
  return alertWords({ ...event, timeZone, pool: event.pool === null ? null : readSnapshot(event.pool) });
}

function layOut(
  subject: string,
  parts: readonly { title: string | null; lines: readonly string[]; path: string }[],
  asOf: Date,
  { accountName, appUrl, timeZone }: MailFrame,
): MailText {
  // A mail is read hours later, or comes late.
  const when = `As of ${formatTime(asOf.toISOString(), timeZone)} (${timeZone.replaceAll("_", " ")}).`;
  const sender = `Sent by Coupon Pools for ${accountName}.`;
  const chosen = "Who gets which alerts is chosen on the page Alerts";
  const alerts = appUrl === null ? null : `${appUrl}/app/alerts`;
  const text = parts.flatMap(({ title, lines, path }) => [
    ...(title === null ? [] : [title]),
    ...lines,
    ...(appUrl === null ? [] : ["", `${appUrl}${path}`]),
    "",
  ]);
  const html = parts.map(({ title, lines, path }) =>
    [
      title === null ? "" : `<h2 style="font-size:1em">${escapeHtml(title)}</h2>`,
      ...lines.map((line) => `<p>${escapeHtml(line)}</p>`),
      appUrl === null ? "" : `<p><a href="${escapeHtml(`${appUrl}${path}`)}">Open in Coupon Pools</a></p>`,
    ].join(""),
  );
  const chosenHtml =
    alerts === null ? chosen : chosen.replace("Alerts", `<a href="${escapeHtml(alerts)}">Alerts</a>`);
  return {
    subject,
    text: [subject, when, "", ...text, "-- ", sender, alerts ? `${chosen}: ${alerts}` : `${chosen}.`].join(
      "\n",
    ),
    html: `<!doctype html><html lang="en"><body style="font-family:sans-serif;line-height:1.5"><h1 style="font-size:1.2em">${escapeHtml(subject)}</h1><p style="color:#616161">${escapeHtml(when)}</p>${html.join("")}<hr><p style="color:#616161">${escapeHtml(sender)} ${chosenHtml}.</p></body></html>`,
  };
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
