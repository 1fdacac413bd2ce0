import nodemailer from "nodemailer";
import { env } from "#app/config/env.server.ts";
import type { MailText } from "./mail-text.ts";

/** Milliseconds that an SMTP server may be silent. */
const SILENT_MILLISECONDS = 10_000;
const CONNECTIONS = 2;

/** Sends one mail; throws what the SMTP server, or the way to it, says. The id is the same at every try. */
export type SendMail = (to: string, mail: MailText, id: string) => Promise<void>;

export interface Mailer {
  send: SendMail;
  close(): void;
}

let opened: Mailer | undefined;

/** A sender over SMTP_URL; null without one: then mail is off. */
export function mailer(): Mailer | null {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL) return null;
  opened ??= mailerTo(SMTP_URL, MAIL_FROM);
  return opened;
}

/** A sender over an SMTP server. */
export function mailerTo(url: string, from: string): Mailer {
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: SILENT_MILLISECONDS,
    greetingTimeout: SILENT_MILLISECONDS,
    socketTimeout: SILENT_MILLISECONDS,
    // Nothing of ours reads files or addresses into a mail.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.replace(/>$/, "").split("@").at(-1) ?? "localhost";
  return {
    async send(to, { subject, text, html }, id) {
      await transport.sendMail({
        from,
        // As an object: an address is never read as a list of several.
        to: { name: "", address: to },
        subject,
        text,
        html,
        messageId: `<${id}@${domain}>`,
        headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
      });
    },
    close: () => transport.close(),
  };
}
