import { randomUUID } from "node:crypto";
import { database } from "#app/db/database.server.ts";
import type { ApiClientId } from "#app/db/ids.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { poolArchived } from "#app/pools/pool-archived.ts";
import { poolUnavailable } from "#app/pools/pool-unavailable.ts";
import { claimInTime } from "./claim-in-time.server.ts";
import { QUEUE_FULL } from "./fold-queue.ts";
import { markVoid } from "./mark-void.server.ts";

interface EarlierClaim extends Record<string, unknown> {
  clientId: ApiClientId;
  contactHash: Buffer;
  campaignId: string;
  campaignType: "automation" | "broadcast";
  codeId: number | null;
  isHeld: boolean;
  available: number;
  holdsOne: boolean;
}

/** A code that was assigned beside or in place of another. */
export interface AnotherCode {
  /** Of the new claim: the program's own, since no email platform asked for it. */
  key: string;
  code: string;
  expiresAt: string | null;
}

/**
 * Assigns another code of the pool to the contact of an earlier claim, under a key of its own and for the same
 * campaign. `earlier`: what becomes of the code that the contact has; a pool that gives a contact one code keeps
 * no second one, so there it is marked void in any case. Nothing is done unless the pool has a code at that moment.
 * Refusals: `not_found`, `key_erased`, `pool_archived`, `pool_unavailable`, `codes_not_ready`, `overloaded`.
 */
export async function assignAnother(request: {
  accountId: string;
  /** Who asks, for the history. */
  actor: string;
  poolId: string;
  key: string;
  earlier: "void" | "stays";
}): Promise<Result<AnotherCode>> {
  const { accountId, actor, poolId } = request;
  const claim = await findClaim(request);
  if (!claim) return refuse("not_found", "This pool has not answered that message.");
  if (claim.contactHash.length === 0) {
    return refuse("key_erased", "This contact was erased, so nobody can tell who should get another code.");
  }
  if (claim.available === 0) return noCode();
  if (claim.isHeld && claim.codeId !== null && (request.earlier === "void" || claim.holdsOne)) {
    const voided = await markVoid({ accountId, actor, codeId: claim.codeId });
    if (!voided.ok) return voided;
  }
  const key = `another-${randomUUID()}`;
  const { clientId, contactHash, campaignId, campaignType } = claim;
  const answer = await claimInTime(poolId, [
    // Its key is new: it cannot have been erased.
    { key, contactHash, campaignId, campaignType, clientId, erasedKey: () => key },
  ]);
  if (answer === QUEUE_FULL) return refuse("overloaded", "The pool is busy. Try again in a moment.");
  if (answer.kind === "gone") return refuse("not_found", "The pool is gone.");
  if (answer.kind === "archived") return poolArchived();
  if (answer.kind === "unavailable") return poolUnavailable(answer.reason);
  const [row] = answer.rows;
  if (!row?.code) return noCode();
  await appendHistory(database().pool, {
    accountId,
    poolId,
    actor,
    verb: "claim.another",
    detail: { campaign: campaignId },
  });
  return succeed({ key, code: row.code, expiresAt: row.expiresAt?.toISOString() ?? null });
}

function noCode(): Result<never> {
  return refuse("codes_not_ready", "The pool has no code to give at the moment. Add codes, then try again.");
}

async function findClaim(request: {
  accountId: string;
  poolId: string;
  key: string;
}): Promise<EarlierClaim | undefined> {
  const { rows } = await database().pool.query<EarlierClaim>(
    `select c.client_id as "clientId", c.contact_hash as "contactHash", c.campaign_id as "campaignId",
            c.campaign_type as "campaignType", c.code_id as "codeId",
            coalesce(k.state = 'assigned', false) as "isHeld", p.available, p.per_contact <> 'each_message' as "holdsOne"
     from claims c
     join pools p on p.id = c.pool_id
     left join codes k on k.id = c.code_id
     where c.key = $1 and c.pool_id = $2 and c.account_id = $3`,
    [request.key, request.poolId, request.accountId],
  );
  return rows[0];
}
