import type { AddressInfo } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

/** A mail as it arrived. */
export interface ReceivedMail {
  number: number;
  /** Of the envelope, not of the headers. */
  to: string[];
  from: string;
  subject: string;
  messageId: string;
  text: string;
  html: string;
  receivedAt: string;
}

/** A mailbox for everybody: it takes whatever comes over SMTP and sends nothing on. */
export interface Inbox {
  /** The newest first. */
  mails: ReceivedMail[];
  /** What SMTP_URL is to be. */
  url: string;
  close(): Promise<void>;
}

const MAILS_KEPT = 500;
const BYTES_MAX = 1_000_000;

/** Listens for mail on 127.0.0.1; port 0 takes a free one. Rejects when the port is taken. */
export async function openInbox(port: number, now: () => Date): Promise<Inbox> {
  const mails: ReceivedMail[] = [];
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    // Nothing leaves this machine: no certificate to make up, no password to check.
    disabledCommands: ["AUTH", "STARTTLS"],
    size: BYTES_MAX,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.once("error", done);
      stream.once("end", async () => {
        try {
          const mail = await PostalMime.parse(Buffer.concat(chunks));
          count += 1;
          mails.unshift({
            number: count,
            to: session.envelope.rcptTo.map(({ address }) => address),
            from: mail.from?.address ?? "",
            subject: mail.subject ?? "",
            messageId: mail.messageId ?? "",
            text: mail.text ?? "",
            html: mail.html ?? "",
            receivedAt: now().toISOString(),
          });
          mails.length = Math.min(mails.length, MAILS_KEPT);
          done();
        } catch (error) {
          done(error instanceof Error ? error : new Error(String(error)));
        }
      });
    },
  });
  const address = await new Promise<AddressInfo>((resolve, reject) => {
    server.once("error", reject);
    const listening = server.listen(port, "127.0.0.1", () => resolve(listening.address() as AddressInfo));
  });
  // A sender that breaks off is none of our business.
  server.on("error", () => {});
  return {
    mails,
    url: `smtp://127.0.0.1:${address.port}`,
    close: async () => await new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
