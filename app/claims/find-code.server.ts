import { codeKey } from "#app/codes/code-key.ts";
import { database } from "#app/db/database.server.ts";
import { CLAIM_LINE_COLUMNS, type ClaimLine, type ClaimLineRow, claimLine } from "./claim-line.ts";

/** A code of the account, wherever it is, and every key that was answered with it. */
export interface FoundCode {
  code: string;
  state: string;
  poolId: string;
  poolName: string;
  /** The file it came with; null for codes that were made. */
  fileName: string | null;
  assignedAt: string | null;
  expiresAt: string | null;
  returnsAt: string | null;
  /** The newest first. */
  claims: ClaimLine[];
}

/** "Who got SAVE-7KQ2?", in any case. Null when the account has no such code. Undone codes are not found. */
export async function findCode(request: { accountId: string; code: string }): Promise<FoundCode | null> {
  const { pool } = database();
  const { rows } = await pool.query<{
    id: number;
    code: string;
    state: string;
    poolId: string;
    poolName: string;
    fileName: string | null;
    assignedAt: Date | null;
    expiresAt: Date | null;
    returnsAt: Date | null;
  }>(
    `select k.id, k.code, k.state, k.pool_id as "poolId", p.name as "poolName", u.file_name as "fileName",
            k.assigned_at as "assignedAt", k.expires_at as "expiresAt", k.returns_at as "returnsAt"
     from codes k
     join pools p on p.id = k.pool_id
     left join uploads u on u.id = k.upload_id
     where k.account_id = $1 and k.code_key = $2`,
    [request.accountId, codeKey(request.code.trim())],
  );
  const [found] = rows;
  if (!found) return null;
  const { id, ...code } = found;
  const { rows: claims } = await pool.query<ClaimLineRow>(
    `select ${CLAIM_LINE_COLUMNS} from claims c join codes k on k.id = c.code_id
     where c.code_id = $1 order by c.claimed_at desc, c.key limit 100`,
    [id],
  );
  return {
    ...code,
    assignedAt: code.assignedAt?.toISOString() ?? null,
    expiresAt: code.expiresAt?.toISOString() ?? null,
    returnsAt: code.returnsAt?.toISOString() ?? null,
    claims: claims.map(claimLine),
  };
}
