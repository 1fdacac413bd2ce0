import type { EventType } from "../events/event-types.ts";
import { alertWords } from "../ui/alert-words.ts";
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
}

/** The mail about an event, in plain text and in HTML. */
export function mailText(
  event: { type: EventType; isReminder: boolean; pool: unknown; detail: Record<string, unknown> },
  frame: MailFrame,
): MailText {
  const pool = event.pool === null ? null : readSnapshot(event.pool);
  const { title, lines, path } = alertWords({ ...event, pool });
  const subject = `${event.isReminder ? "Still so: " : ""}${title}`;
  const link = frame.appUrl === null ? null : `${frame.appUrl}${path}`;
  const footer = `Sent by Coupon Pools for ${frame.accountName}. Who gets which alerts is chosen on the page Alerts.`;
  const text = [subject, "", ...lines, ...(link ? ["", link] : []), "", "-- ", footer].join("\n");
  const paragraphs = lines.map((line) => `<p>${escapeHtml(line)}</p>`).join("");
  const anchor = link ? `<p><a href="${escapeHtml(link)}">Open in Coupon Pools</a></p>` : "";
  const html = `<!doctype html><html lang="en"><body style="font-family:sans-serif;line-height:1.5"><h1 style="font-size:1.2em">${escapeHtml(subject)}</h1>${paragraphs}${anchor}<hr><p style="color:#616161">${escapeHtml(footer)}</p></body></html>`;
  return { subject, text, html };
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
