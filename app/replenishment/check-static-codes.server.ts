import { database } from "#app/db/database.server.ts";
import type { DiscountSummary } from "#app/platforms/discount-platform.ts";
import { type RefusedCode, refusedCodesSchema } from "#app/pools/refused-codes.ts";
import { chooseSome } from "./choose-some.ts";
import { findOwners } from "./find-owners.server.ts";
import { judgeCode } from "./judge-code.server.ts";
import { keepFindings } from "./keep-findings.server.ts";
import { lookSince } from "./look-since.server.ts";
import type { Settled } from "./patiently.ts";
import type { Work } from "./work.ts";

/** Of a static pool: the codes to be assigned next, and how many of them are looked up. */
const CODES_IN_FRONT = 20;
const CODES_LOOKED_UP = 5;
/** Of these, codes that were refused at the last look: what was found is not over because chance chose others. */
const CODES_LOOKED_AT_AGAIN = 3;

/**
 * Looks up some of the codes that a static pool hands out next, and keeps what it found. Nothing is taken out: the
 * codes are the merchant's, who is told.
 */
export async function checkStaticCodes(
  work: Work & { storeId: string },
  pool: { id: string; accountId: string },
): Promise<Settled<{ looked: number; refused: RefusedCode[] }>> {
  const front = await nextCodes(pool.id);
  const before = await refusedBefore(pool.id, work.storeId);
  const again = front.filter((code) => before.has(code)).slice(0, CODES_LOOKED_AT_AGAIN);
  const others = chooseSome(
    front.filter((code) => !again.includes(code)),
    CODES_LOOKED_UP - again.length,
    work.random,
  );
  const chosen = front.filter((code) => again.includes(code) || others.includes(code));
  const notBefore = await lookSince(pool.id, work.storeId);
  const { owners, stopped } = await findOwners(work, { purpose: pool.id, codes: chosen, notBefore });
  if (stopped) return stopped;
  const refused: RefusedCode[] = [];
  const seen = new Map<string, DiscountSummary | null>();
  for (const [code, owner] of owners) {
    const judged = await judgeCode(work, owner, seen);
    if (judged.kind !== "done") return judged;
    const { refused: why, discount } = judged.value;
    if (why) refused.push({ code, why, discount: discount?.title ?? null });
  }
  const found = { looked: owners.size, refused };
  await keepFindings({ accountId: pool.accountId, poolId: pool.id, storeId: work.storeId, ...found });
  return { kind: "done", value: found };
}

async function refusedBefore(poolId: string, storeId: string): Promise<Set<string>> {
  const row = await database().prisma.poolCheck.findUnique({
    where: { poolId_storeId: { poolId, storeId } },
    select: { findings: true },
  });
  return new Set(refusedCodesSchema.parse(row?.findings ?? []).map(({ code }) => code));
}

/** Those that are about to be dropped since they expire too soon are left out. Index: codes_pool_id_position_idx. */
async function nextCodes(poolId: string): Promise<string[]> {
  const { rows } = await database().pool.query<{ code: string }>(
    `select c.code
     from pools p
     join codes c on c.pool_id = p.id and c.position >= p.claim_cursor and c.state = 'available'
     where p.id = $1
       and (c.expires_at is null or c.expires_at >= least_expiry(null, p.min_validity_seconds, p.time_zone))
     order by c.position
     limit $2`,
    [poolId, CODES_IN_FRONT],
  );
  return rows.map(({ code }) => code);
}
