import { accountHashKey } from "#app/accounts/account-hash-key.server.ts";
import { ERASE_CONTACT_SLICES_WAITED_FOR } from "#app/config/limits.ts";
import { contactHash } from "#app/crypto/contact-hash.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { eraseContact } from "./erase-contact.server.ts";

/** Seconds after which a job takes up an erasure for which somebody waits: long after it is usually over. */
const TAKEN_UP_SECONDS = 30;

/** How far an erasure has come. */
export interface ErasureAnswer {
  /** `running`: there is more than one waits for; it goes on in the background. */
  status: "completed" | "running";
  /** Messages whose link to their contact is cut so far. */
  messages: number;
}

/**
 * Forgets a contact, by every form in which it may have been sent: cuts the link between this person and all codes of
 * the account. A later repeat of one of its keys is refused with `key_erased`; a pool that gives a contact one code
 * gives this person another. What is asked for is durable before anything is done, and survives a crash.
 */
export async function askErasure(request: {
  accountId: string;
  source: "api" | "bridge" | "merchant";
  /** Who asks, for the history. */
  actor: string;
  contacts: readonly string[];
}): Promise<ErasureAnswer> {
  const { accountId, source, actor, contacts } = request;
  const hashKey = await accountHashKey(accountId);
  const hashes = contacts.map((contact) => contactHash(hashKey, contact));
  const requestId = newId("privacy_request");
  await inTransaction(async (client) => {
    await client.query(
      `insert into privacy_requests (id, account_id, kind, source, actor, contact_hashes)
       values ($1, $2, 'erase', $3, $4, $5)`,
      [requestId, accountId, source, actor, hashes],
    );
    await sendJob(client, "erase-contact", { requestId }, { afterSeconds: TAKEN_UP_SECONDS });
  });
  const state = await eraseContact({ requestId, slicesMax: ERASE_CONTACT_SLICES_WAITED_FOR });
  const found = await database().prisma.privacyRequest.findUnique({
    where: { id: requestId },
    select: { messages: true },
  });
  return { status: state === "done" ? "completed" : "running", messages: found?.messages ?? 0 };
}
