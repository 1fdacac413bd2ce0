import { codeKey } from "#app/codes/code-key.ts";
import { database } from "#app/db/database.server.ts";
import { CLAIM_LINE_COLUMNS, type ClaimLine, type ClaimLineRow, claimLine } from "./claim-line.ts";
import { type FoundPart, NEWEST } from "./found-part.ts";

/** A code of the account, wherever it is, and every key that was answered with it. */
export interface FoundCode {
  id: number;
  code: string;
  state: string;
  poolId: string;
  poolName: string;
  /** The file it came with; null for codes that were made. */
  fileName: string | null;
  /** The batch in which it was made, and when; null for uploaded codes. */
  batchId: string | null;
  madeAt: string | null;
  assignedAt: string | null;
  expiresAt: string | null;
  returnsAt: string | null;
  /** The orders it was used in, cancelled ones included. */
  orders: CodeUse[];
  /** The newest first; of many only the part that was asked for. */
  claims: ClaimLine[];
}

export interface CodeUse {
  /** As the merchant calls the order. */
  order: string;
  redeemedAt: string;
  cancelledAt: string | null;
}

/** "Who got SAVE-7KQ2?", in any case. Null when the account has no such code. Undone codes are not found. */
export async function findCode(request: {
  accountId: string;
  code: string;
  part?: FoundPart;
}): Promise<FoundCode | null> {
  const { pool } = database();
  const { skip, limit } = request.part ?? NEWEST;
  const { rows } = await pool.query<{
    id: number;
    code: string;
    state: string;
    poolId: string;
    poolName: string;
    fileName: string | null;
    batchId: string | null;
    madeAt: Date | null;
    assignedAt: Date | null;
    expiresAt: Date | null;
    returnsAt: Date | null;
  }>(
    `select k.id, k.code, k.state, k.pool_id as "poolId", p.name as "poolName", u.file_name as "fileName",
            k.batch_id as "batchId", b.created_at as "madeAt",
            k.assigned_at as "assignedAt", k.expires_at as "expiresAt", k.returns_at as "returnsAt"
     from codes k
     join pools p on p.id = k.pool_id
     left join uploads u on u.id = k.upload_id
     left join batches b on b.id = k.batch_id
     where k.account_id = $1 and k.code_key = $2`,
    [request.accountId, codeKey(request.code.trim())],
  );
  const [found] = rows;
  if (!found) return null;
  const { id } = found;
  const [{ rows: claims }, { rows: uses }] = await Promise.all([
    pool.query<ClaimLineRow>(
      `select ${CLAIM_LINE_COLUMNS} from claims c join codes k on k.id = c.code_id
       where c.code_id = $1 order by c.claimed_at desc, c.key offset $2 limit $3`,
      [id, skip, limit],
    ),
    pool.query<{ order: string; redeemedAt: Date; cancelledAt: Date | null }>(
      `select coalesce(order_number, order_id) as "order", redeemed_at as "redeemedAt", reversed_at as "cancelledAt"
       from redemptions where code_id = $1 and redeemed_at is not null order by redeemed_at limit 100`,
      [id],
    ),
  ]);
  return {
    ...found,
    madeAt: found.madeAt?.toISOString() ?? null,
    assignedAt: found.assignedAt?.toISOString() ?? null,
    expiresAt: found.expiresAt?.toISOString() ?? null,
    returnsAt: found.returnsAt?.toISOString() ?? null,
    orders: uses.map(({ order, redeemedAt, cancelledAt }) => ({
      order,
      redeemedAt: redeemedAt.toISOString(),
      cancelledAt: cancelledAt?.toISOString() ?? null,
    })),
    claims: claims.map(claimLine),
  };
}
