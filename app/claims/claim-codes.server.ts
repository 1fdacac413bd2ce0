import { accountHashKey } from "#app/accounts/account-hash-key.server.ts";
import { NOT_READY_RETRY_SECONDS } from "#app/config/limits.ts";
import { contactHash } from "#app/crypto/contact-hash.ts";
import { erasedName } from "#app/crypto/erased-name.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { CLAIM_SECONDS, CLAIMS, CLAIMS_REFUSED } from "#app/metrics/instruments.server.ts";
import { findPoolId } from "#app/pools/find-pool-id.server.ts";
import { poolArchived } from "#app/pools/pool-archived.ts";
import { poolUnavailable } from "#app/pools/pool-unavailable.ts";
import { answerOf, outcomeAgain } from "./answer-of.ts";
import { answerTest } from "./answer-test.server.ts";
import type { ClaimAnswers, ClaimRequest } from "./claim-answer.ts";
import { claimInTime } from "./claim-in-time.server.ts";
import { findRepeats } from "./find-repeats.ts";
import { isRefused } from "./fold.ts";
import { QUEUE_FULL } from "./fold-queue.ts";

/**
 * Takes codes for recipients, each key once and for good; answers after the commit, in the order asked.
 * Refusals: `not_found`, `broadcast_not_enabled`, `key_reused`, `pool_archived`, `pool_unavailable`, `overloaded`,
 * and `codes_not_ready` when not one recipient could be answered.
 * A throw means that we do not know whether it worked: the same request again gets the same codes.
 */
export async function claimCodes(request: ClaimRequest): Promise<Result<ClaimAnswers>> {
  const startedAt = performance.now();
  const answered = await claim(request);
  CLAIM_SECONDS.observe((performance.now() - startedAt) / 1_000);
  if (!answered.ok) CLAIMS_REFUSED.inc({ code: answered.refusal.code });
  else for (const { outcome } of answered.value.claims) CLAIMS.inc({ outcome });
  return answered;
}

async function claim(request: ClaimRequest): Promise<Result<ClaimAnswers>> {
  if (request.campaign.type === "broadcast" && !request.broadcastAllowed) {
    return refuse(
      "broadcast_not_enabled",
      "Allow broadcast campaigns in the settings of Coupon Pools, then send this again.",
    );
  }
  const poolId = await findPoolId(request.accountId, request.pool);
  if (!poolId) return noSuchPool();
  if (request.mode === "test") return await answerTest(poolId, request.recipients);

  const hashKey = await accountHashKey(request.accountId);
  const entries = request.recipients.map(({ key, contact }) => ({
    key,
    contactHash: contactHash(hashKey, contact),
    campaignId: request.campaign.id,
    campaignType: request.campaign.type,
    clientId: request.clientId,
    erasedKey: () => erasedName(hashKey, key),
  }));
  const { firsts, firstOf, reused } = findRepeats(entries);
  if (reused.length > 0) return keyReused(reused);

  const answer = await claimInTime(poolId, firsts);
  if (answer === QUEUE_FULL) {
    return refuse(
      "overloaded",
      "Too many recipients wait for this pool. Send the same request again in a moment.",
      {
        retryAfterSeconds: 1,
      },
    );
  }
  if (answer.kind === "gone") return noSuchPool();
  if (answer.kind === "archived") return poolArchived();
  if (answer.kind === "unavailable") return poolUnavailable(answer.reason);
  if (answer.rows.some(isRefused)) {
    const isCulprit = (first: number) => answer.rows[first]?.isCulprit === true;
    const culprits = firstOf.flatMap((first, index) => (isCulprit(first) ? [index] : []));
    return answer.rows.some(({ outcome }) => outcome === "erased")
      ? keyErased(culprits)
      : keyReused(culprits);
  }
  const seen = new Set<number>();
  const claims = firstOf.map((first) => {
    const row = answer.rows[first];
    const entry = firsts[first];
    if (!row || !entry) throw new Error("A fold answered fewer recipients than it was asked for.");
    const isAgain = seen.has(first);
    seen.add(first);
    return answerOf(entry.key, isAgain ? { ...row, outcome: outcomeAgain(row.outcome) } : row);
  });
  if (claims.every(({ outcome }) => outcome === "not_ready")) {
    return refuse("codes_not_ready", "Codes are being made. Send the same request again in a moment.", {
      retryAfterSeconds: NOT_READY_RETRY_SECONDS,
    });
  }
  const { id, remaining, percentRemaining } = answer.pool;
  return succeed({ claims, pool: { id, remaining, percentRemaining } });
}

function noSuchPool(): ReturnType<typeof refuse> {
  return refuse("not_found", "This account has no pool with that id or handle.");
}

/** Positions in the request of keys that were used before for another message. */
function keyReused(positions: number[]): Result<never> {
  return refuse(
    "key_reused",
    "A key names one message: it was used before with another contact or campaign. Nothing was assigned. Use a new key for a new message.",
    {
      errors: positions.map((position) => ({
        path: `recipients.${position}.key`,
        message: "This key was used before with another contact or campaign.",
      })),
    },
  );
}

/** The same for keys of contacts that were erased since. */
function keyErased(positions: number[]): Result<never> {
  return refuse(
    "key_erased",
    "A key belongs to a contact that was erased since: what it was answered is not known any more. Nothing was assigned. Leave these recipients out, or use a new key for a new message.",
    {
      errors: positions.map((position) => ({
        path: `recipients.${position}.key`,
        message: "The contact of this key was erased.",
      })),
    },
  );
}
