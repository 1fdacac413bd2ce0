import { accountHashKey } from "#app/accounts/account-hash-key.server.ts";
import { contactHash } from "#app/crypto/contact-hash.ts";
import { database } from "#app/db/database.server.ts";
import { CLAIM_LINE_COLUMNS, type ClaimLine, type ClaimLineRow, claimLine } from "./claim-line.ts";
import { type FoundPart, NEWEST } from "./found-part.ts";

/**
 * "Which codes did this contact get?" from one pool, or from any of the account's; the newest first.
 * Index: claims (account_id, contact_hash, pool_id).
 */
export async function findContact(request: {
  accountId: string;
  poolId?: string;
  contact: string;
  part?: FoundPart;
}): Promise<ClaimLine[]> {
  const hash = contactHash(await accountHashKey(request.accountId), request.contact);
  const { skip, limit } = request.part ?? NEWEST;
  const { rows } = await database().pool.query<ClaimLineRow>(
    `select ${CLAIM_LINE_COLUMNS}
     from claims c
     left join codes k on k.id = c.code_id
     where c.account_id = $1 and c.contact_hash = $2 and ($3::text is null or c.pool_id = $3)
       and exists (select 1 from pools where id = c.pool_id)
     order by c.claimed_at desc, c.key, c.pool_id
     offset $4 limit $5`,
    [request.accountId, hash, request.poolId ?? null, skip, limit],
  );
  return rows.map(claimLine);
}
