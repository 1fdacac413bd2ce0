import { accountHashKey } from "#app/accounts/account-hash-key.server.ts";
import { erasedName } from "#app/crypto/erased-name.ts";
import { database } from "#app/db/database.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { findPoolId } from "#app/pools/find-pool-id.server.ts";

/** What a key was answered. */
export interface ClaimRecord {
  key: string;
  /** As it was answered first, or `released` since the key gave its code back. */
  outcome: "assigned" | "kept" | "fallback" | "released";
  /** Null once released. */
  code: string | null;
  campaignId: string;
  assignedAt: string;
  expiresAt: string | null;
  releasedAt: string | null;
  /** When the code was first used in an order that stands; null as far as we know of none, and once released. */
  redeemedAt: string | null;
}

/** What a key of a pool was answered, else `not_found` or `key_erased`. Uses nothing up. */
export async function lookUpClaim(request: {
  accountId: string;
  pool: string;
  key: string;
}): Promise<Result<ClaimRecord>> {
  const poolId = await findPoolId(request.accountId, request.pool);
  if (!poolId) return refuse("not_found", "This account has no pool with that id or handle.");
  const { prisma } = database();
  const claim = await prisma.claim.findUnique({ where: { key_poolId: { key: request.key, poolId } } });
  if (!claim) return await whyUnknown(request.accountId, poolId, request.key);
  const code = claim.codeId === null ? null : await prisma.code.findUnique({ where: { id: claim.codeId } });
  const isReleased = claim.releasedAt !== null;
  // A code that was given back may be somebody else's by now.
  const order =
    claim.codeId === null || isReleased
      ? null
      : await prisma.redemption.findFirst({
          where: { codeId: claim.codeId, redeemedAt: { not: null }, reversedAt: null },
          orderBy: { redeemedAt: "asc" },
        });
  return succeed({
    key: claim.key,
    outcome: isReleased ? "released" : claim.outcome,
    code: isReleased ? null : (code?.code ?? claim.fallbackCode),
    campaignId: claim.campaignId,
    assignedAt: (isReleased ? claim.claimedAt : (code?.assignedAt ?? claim.claimedAt)).toISOString(),
    expiresAt: isReleased ? null : (code?.expiresAt?.toISOString() ?? null),
    releasedAt: claim.releasedAt?.toISOString() ?? null,
    redeemedAt: order?.redeemedAt?.toISOString() ?? null,
  });
}

async function whyUnknown(accountId: string, poolId: string, key: string): Promise<Result<never>> {
  const { prisma } = database();
  const erased = erasedName(await accountHashKey(accountId), key);
  if (await prisma.claim.findUnique({ where: { key_poolId: { key: erased, poolId } } })) {
    return refuse("key_erased", "The contact of this key was erased, and with it what the key was answered.");
  }
  return refuse("not_found", "This pool has not answered that key.");
}
