import { database } from "#app/db/database.server.ts";
import { SHOWN_KEY } from "./claim-line.ts";
import type { ClaimMatch } from "./claim-match.ts";

/**
 * The codes of a pool that were assigned last, the newest first. Codes are assigned in the order of their positions,
 * so that the last ones lie just below the pool's cursor, however many there are. Indexes: codes (pool_id, position);
 * claims (code_id).
 */
export async function listClaims(request: {
  accountId: string;
  poolId: string;
  offset: number;
  limit: number;
}): Promise<ClaimMatch[]> {
  const { rows } = await database().pool.query<{
    key: string | null;
    campaign: string | null;
    code: string;
    assignedAt: Date;
    expiresAt: Date | null;
    state: string;
  }>(
    `select c.key, c.campaign_id as campaign, k.code, k.assigned_at as "assignedAt", k.expires_at as "expiresAt",
            case when c.released_at is not null then 'released' else k.state::text end as state
     from (
       select id, position, code, assigned_at, expires_at, state from codes
       where pool_id = $1 and account_id = $2 and position < (select claim_cursor from pools where id = $1)
         and position >= 0 and assigned_at is not null
       order by position desc
       offset $3 limit $4
     ) k
     left join lateral (
       select ${SHOWN_KEY} as key, campaign_id, released_at from claims c
       where code_id = k.id
       order by released_at is not null, outcome <> 'assigned', claimed_at
       limit 1
     ) c on true
     order by k.position desc`,
    [request.poolId, request.accountId, request.offset, request.limit],
  );
  return rows.map((row) => ({
    ...row,
    assignedAt: row.assignedAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
  }));
}
