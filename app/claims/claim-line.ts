import type { CampaignType } from "./claim-answer.ts";

/** One answer to one key, for look-ups. */
export interface ClaimLine {
  /** Null: its contact was erased, and the key with it. */
  key: string | null;
  poolId: string;
  poolName: string;
  outcome: "assigned" | "kept" | "fallback";
  /** Null: the pool's fixed code, which many people share. */
  codeId: number | null;
  code: string | null;
  codeState: string | null;
  campaignId: string;
  campaignType: CampaignType;
  claimedAt: string;
  expiresAt: string | null;
  releasedAt: string | null;
  /** The file that the code came with, or the batch in which it was made. */
  fileName: string | null;
  batchId: string | null;
  /** The orders that the code was used in, as the merchant calls them; cancelled ones are left out. */
  orders: string | null;
  /** The code of the same contact in place of which, or beside which, a merchant assigned this one. */
  anotherFor: string | null;
  /** The other way round: the codes that were assigned for this one. */
  others: string | null;
}

/** The key of a claim c as it is shown. Once the contact is erased nothing is left of it to show. */
export const SHOWN_KEY = "case when c.contact_hash <> '' then c.key end";

/** Whether the orders of a claim c's code are its own: not once it gave the code back and somebody else got it. */
export const HAS_ITS_ORDERS = `(c.released_at is null or not exists (
    select from claims n where n.code_id = c.code_id and n.outcome = 'assigned' and n.claimed_at > c.released_at))`;

/** The columns of a ClaimLine, of claims c joined with codes k. Indexes: the primary keys; redemptions (code_id); claims (code_id); claims (account_id, contact_hash, pool_id). */
export const CLAIM_LINE_COLUMNS = `${SHOWN_KEY} as key, c.pool_id as "poolId",
  (select name from pools where id = c.pool_id) as "poolName",
  c.outcome, c.code_id as "codeId", coalesce(k.code, c.fallback_code) as code, k.state as "codeState",
  c.campaign_id as "campaignId", c.campaign_type as "campaignType", c.claimed_at as "claimedAt",
  k.expires_at as "expiresAt", c.released_at as "releasedAt",
  (select file_name from uploads where id = k.upload_id) as "fileName", k.batch_id as "batchId",
  (select string_agg(coalesce(r.order_number, r.order_id), ', ' order by r.redeemed_at) from redemptions r
   where r.code_id = c.code_id and r.redeemed_at is not null and r.reversed_at is null
     and ${HAS_ITS_ORDERS}) as orders,
  (select code from codes where id = c.another_for) as "anotherFor",
  (select string_agg(k2.code, ', ' order by n.claimed_at) from claims n join codes k2 on k2.id = n.code_id
   where c.contact_hash <> '' and n.account_id = c.account_id and n.contact_hash = c.contact_hash
     and n.pool_id = c.pool_id and n.another_for = c.code_id) as others`;

type Times = "claimedAt" | "expiresAt" | "releasedAt";
export interface ClaimLineRow extends Omit<ClaimLine, Times>, Record<string, unknown> {
  claimedAt: Date;
  expiresAt: Date | null;
  releasedAt: Date | null;
}

export function claimLine(row: ClaimLineRow): ClaimLine {
  return {
    ...row,
    claimedAt: row.claimedAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    releasedAt: row.releasedAt?.toISOString() ?? null,
  };
}
