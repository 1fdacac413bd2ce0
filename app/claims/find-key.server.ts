import { database } from "#app/db/database.server.ts";
import { CLAIM_LINE_COLUMNS, type ClaimLine, type ClaimLineRow, claimLine } from "./claim-line.ts";
import { type FoundPart, NEWEST } from "./found-part.ts";

/** "What was this message answered?" by one pool, or by any of the account's; the newest first. Index: claims_pkey (key, pool_id). */
export async function findKey(request: {
  accountId: string;
  poolId?: string;
  key: string;
  part?: FoundPart;
}): Promise<ClaimLine[]> {
  const { skip, limit } = request.part ?? NEWEST;
  const { rows } = await database().pool.query<ClaimLineRow>(
    `select ${CLAIM_LINE_COLUMNS}
     from claims c
     left join codes k on k.id = c.code_id
     where c.key = $2 and c.account_id = $1 and ($3::text is null or c.pool_id = $3)
       and exists (select 1 from pools where id = c.pool_id)
     order by c.claimed_at desc, c.pool_id
     offset $4 limit $5`,
    [request.accountId, request.key, request.poolId ?? null, skip, limit],
  );
  return rows.map(claimLine);
}
