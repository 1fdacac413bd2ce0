import { INVITATION_DAYS, LINK_CODE_MINUTES } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { drawLinkCode, linkCodeHash } from "./link-code.ts";

/** A code to be shown this once. */
export interface LinkCode {
  code: string;
  expiresAt: Date;
}

/** A code that connects one Magento store to an account, for a quarter of an hour. */
export async function createLinkCode(request: { accountId: string; actor: string }): Promise<LinkCode> {
  const { accountId, actor } = request;
  return await inTransaction(async (client) => {
    await appendHistory(client, { accountId, actor, verb: "store.link_code_made", detail: {} });
    const row = { accountId, createdBy: actor, minutes: LINK_CODE_MINUTES };
    return await insert(client, drawLinkCode("link"), row);
  });
}

/** A code with which one Magento store opens an account of its own; for the operator to give away. */
export async function createInvitation(request: { actor: string }): Promise<LinkCode> {
  const row = { accountId: null, createdBy: request.actor, minutes: INVITATION_DAYS * 24 * 60 };
  return await insert(database().pool, drawLinkCode("invitation"), row);
}

async function insert(
  client: Queryable,
  code: string,
  row: { accountId: string | null; createdBy: string; minutes: number },
): Promise<LinkCode> {
  const { rows } = await client.query<{ expiresAt: Date }>(
    `insert into bridge_links (code_hash, account_id, created_by, expires_at)
     values ($1, $2, $3, statement_timestamp() + make_interval(mins => $4))
     returning expires_at as "expiresAt"`,
    [linkCodeHash(code), row.accountId, row.createdBy, row.minutes],
  );
  const [inserted] = rows;
  if (!inserted) throw new Error("An insert that returned nothing.");
  return { code, expiresAt: inserted.expiresAt };
}
