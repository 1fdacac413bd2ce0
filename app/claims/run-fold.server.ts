import { expireCodes, returnCodes } from "#app/codes/sweep-codes.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import type { CampaignType } from "./claim-answer.ts";

/** One recipient in a fold. */
export interface FoldEntry {
  key: string;
  contactHash: Buffer;
  campaignId: string;
  campaignType: CampaignType;
  clientId: string;
}

/** The recipients of one request: answered together, or refused together. */
export type FoldRequest = readonly FoldEntry[];

/** What the fold found for one recipient. `reused`: a key of its request names another message. */
export interface FoldRow extends Record<string, unknown> {
  outcome: "assigned" | "repeated" | "kept" | "fallback" | "exhausted" | "released" | "reused";
  /** Whether it is this very key that was used before for another message. */
  isReused: boolean;
  code: string | null;
  assignedAt: Date;
  expiresAt: Date | null;
}

export type FoldResult =
  | { kind: "answered"; rows: FoldRow[][]; available: number; assigned: number }
  | { kind: "archived" };

interface LockedPool extends Record<string, unknown> {
  accountId: string;
  perContact: string;
  whenDry: string;
  fallbackCode: string | null;
  minValiditySeconds: number;
  claimCursor: number;
  archived: boolean;
  expiryDue: boolean;
  returnDue: boolean;
  available: number;
  assigned: number;
}

// One plan for every size of fold, by the indexes alone: planning this statement costs more than running it for
// a few recipients. The plan may be made while the tables are nearly empty, so what is right for large ones is not
// left to their statistics: look-ups by index ("lateral ... limit 1" in the statement), joins of one list of the
// fold with another by hash or merge. Without this, a fold of 5,000 took 1.2 s in a young database, now 0.15 s.
export const PLAN_SETTINGS = [
  "set local plan_cache_mode = force_generic_plan",
  "set local enable_seqscan = off",
  "set local enable_bitmapscan = off",
  "set local enable_nestloop = off",
  "set local jit = off",
].join("; ");
const LOCK = { name: "claims-lock-pool", text: loadSql("claims/lock-pool.sql") };
const CLAIM = { name: "claims-claim-codes", text: loadSql("claims/claim-codes.sql") };

/**
 * Answers several requests for one pool in one transaction and returns after its commit.
 * No key may stand twice in a fold.
 */
export async function runFold(poolId: string, requests: readonly FoldRequest[]): Promise<FoldResult> {
  const answer = async (client: Queryable): Promise<FoldResult> => {
    const wanted = requests.reduce((sum, request) => sum + request.length, 0);
    const pool = await lockAndSweep(client, poolId, wanted);
    if (pool.archived) return { kind: "archived" };
    const entries = requests.flatMap((request, index) =>
      request.map((entry) => ({ ...entry, request: index })),
    );
    const { rows } = await client.query<FoldRow & { available: number | null; assigned: number | null }>({
      ...CLAIM,
      values: [
        poolId,
        pool.accountId,
        pool.perContact,
        pool.claimCursor,
        pool.minValiditySeconds,
        pool.whenDry,
        pool.fallbackCode,
        entries.map(({ request }) => request),
        entries.map(({ key }) => key),
        entries.map(({ contactHash }) => contactHash),
        entries.map(({ campaignId }) => campaignId),
        entries.map(({ campaignType }) => campaignType),
        entries.map(({ clientId }) => clientId),
      ],
    });
    const [first] = rows;
    return {
      kind: "answered",
      rows: splitByRequest(rows, requests),
      available: first?.available ?? pool.available,
      assigned: first?.assigned ?? pool.assigned,
    };
  };
  return await inTransaction(answer, `begin; ${PLAN_SETTINGS}`);
}

/**
 * Locks the pool's row; codes that dropped out or came back since the last look are settled first, a slice of
 * each, and of those that came back as many as the fold may want.
 */
async function lockAndSweep(client: Queryable, poolId: string, wanted: number): Promise<LockedPool> {
  const lock = async () => {
    const { rows } = await client.query<LockedPool>({ ...LOCK, values: [poolId] });
    const [pool] = rows;
    if (!pool) throw new Error("The pool of a fold does not exist.");
    return pool;
  };
  let pool = await lock();
  if (!pool.expiryDue && !pool.returnDue) return pool;
  if (pool.expiryDue) await expireCodes(client, poolId);
  do {
    if (pool.returnDue) await returnCodes(client, poolId);
    pool = await lock();
  } while (pool.returnDue && pool.available < wanted);
  return pool;
}

function splitByRequest(rows: FoldRow[], requests: readonly FoldRequest[]): FoldRow[][] {
  let start = 0;
  return requests.map((request) => {
    const end = start + request.length;
    const own = rows.slice(start, end);
    start = end;
    return own;
  });
}
