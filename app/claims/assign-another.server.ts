import { randomUUID } from "node:crypto";
import { ANOTHER_AGAIN_SECONDS } from "#app/config/limits.ts";
import type { ApiClientId } from "#app/db/ids.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { poolArchived } from "#app/pools/pool-archived.ts";
import { poolUnavailable } from "#app/pools/pool-unavailable.ts";
import { answerFold, type FoldResult } from "./answer-fold.server.ts";
import { markVoidIn } from "./mark-void.server.ts";
import { refusedAtLastLook } from "./refused-at-last-look.server.ts";
import { PLAN_SETTINGS } from "./run-fold.server.ts";

/** How the keys of such claims begin. */
const ANOTHER = "another-";

interface EarlierClaim extends Record<string, unknown> {
  clientId: ApiClientId;
  contactHash: Buffer;
  campaignId: string;
  campaignType: "automation" | "broadcast";
  codeId: number | null;
  isHeld: boolean;
  holdsOne: boolean;
}

interface AnotherRequest {
  accountId: string;
  /** Who asks, for the history. */
  actor: string;
  poolId: string;
  key: string;
  earlier: "void" | "stays";
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
 * no second one, so there it is marked void in any case. A code that was given back may be somebody else's by now and
 * is left alone. Both happen or neither: without a code to give nothing is changed. The code that the pool gives to
 * everybody is none, and one that the checkout refuses, as the last look found, is not given. Asked for again within a
 * minute, by whoever, it answers the code that was assigned then.
 * Refusals: `not_found`, `key_erased`, `pool_archived`, `pool_unavailable`, `codes_not_ready`.
 */
export async function assignAnother(request: AnotherRequest): Promise<Result<AnotherCode>> {
  try {
    const assign = async (client: Queryable) => succeed(await assignIn(client, request));
    return await inTransaction(assign, `begin; ${PLAN_SETTINGS}`);
  } catch (error) {
    if (error instanceof NotDone) return error.refused;
    throw error;
  }
}

/** Takes back what the transaction did so far. */
class NotDone extends Error {
  readonly refused: Result<never>;
  constructor(refused: Result<never>) {
    super("Nothing was assigned.");
    this.refused = refused;
  }
}

async function assignIn(client: Queryable, request: AnotherRequest): Promise<AnotherCode> {
  const { accountId, actor, poolId, earlier } = request;
  // Before the claim is looked at: its code may be on its way to another state.
  await client.query("select from pools where id = $1 and account_id = $2 for update", [poolId, accountId]);
  const claim = await findClaim(client, request);
  if (!claim) throw new NotDone(refuse("not_found", "This pool has not answered that message."));
  const { clientId, contactHash, campaignId, campaignType, codeId } = claim;
  if (contactHash.length === 0) {
    throw new NotDone(
      refuse("key_erased", "This contact was erased, so nobody can tell who should get another code."),
    );
  }
  const given = await givenJustNow(client, request, claim);
  if (given) return given;
  if (claim.isHeld && codeId !== null && (earlier === "void" || claim.holdsOne)) {
    const voided = await markVoidIn(client, { accountId, actor, codeId });
    if (!voided.ok) throw new NotDone(voided);
  }
  const key = `${ANOTHER}${randomUUID()}`;
  // Its key is new: it cannot have been erased.
  const entry = { key, contactHash, campaignId, campaignType, clientId, erasedKey: () => key };
  const row = assignedRow(await answerFold(client, poolId, [[entry]]));
  // Index: claims_pkey (key, pool_id).
  await client.query("update claims set another_for = $3 where key = $1 and pool_id = $2", [
    key,
    poolId,
    codeId,
  ]);
  // Somebody waits for a code that works, perhaps since the first one did not.
  if (row.outcome === "assigned" && (await refusedAtLastLook(client, poolId, row.code))) {
    throw new NotDone(refuse("codes_not_ready", wouldBeRefused(row.code)));
  }
  await appendHistory(client, {
    accountId,
    poolId,
    actor,
    verb: "claim.another",
    detail: { campaign: campaignId },
  });
  return { key, code: row.code, expiresAt: row.expiresAt?.toISOString() ?? null };
}

function wouldBeRefused(code: string): string {
  return `The code that comes next, ${code}, is refused at the checkout, as the last look found. Mend that on the pool's page or mark this code void, then try again.`;
}

function assignedRow(answer: FoldResult): {
  outcome: "assigned" | "kept";
  code: string;
  expiresAt: Date | null;
} {
  switch (answer.kind) {
    case "gone":
      throw new NotDone(refuse("not_found", "The pool is gone."));
    case "archived":
      throw new NotDone(poolArchived());
    case "unavailable":
      throw new NotDone(poolUnavailable(answer.reason));
    case "answered": {
      const row = answer.rows[0]?.[0];
      if (row?.code && (row.outcome === "assigned" || row.outcome === "kept")) {
        return { outcome: row.outcome, code: row.code, expiresAt: row.expiresAt };
      }
      throw new NotDone(
        refuse("codes_not_ready", "The pool has no code to give at the moment. Add codes, then try again."),
      );
    }
    default:
      throw new Error(`An unknown answer: ${answer satisfies never}`);
  }
}

/** Index: claims_account_id_contact_hash_pool_id_idx. */
async function givenJustNow(
  client: Queryable,
  { accountId, poolId }: AnotherRequest,
  { contactHash, campaignId }: EarlierClaim,
): Promise<AnotherCode | null> {
  const { rows } = await client.query<{ key: string; code: string; expiresAt: Date | null }>(
    `select c.key, k.code, k.expires_at as "expiresAt" from claims c join codes k on k.id = c.code_id
     where c.account_id = $1 and c.contact_hash = $2 and c.pool_id = $3 and c.campaign_id = $4
       and starts_with(c.key, $5) and k.state = 'assigned'
       and c.claimed_at > statement_timestamp() - make_interval(secs => $6)
     order by c.claimed_at desc limit 1`,
    [accountId, contactHash, poolId, campaignId, ANOTHER, ANOTHER_AGAIN_SECONDS],
  );
  const [row] = rows;
  return row ? { key: row.key, code: row.code, expiresAt: row.expiresAt?.toISOString() ?? null } : null;
}

async function findClaim(
  client: Queryable,
  request: { accountId: string; poolId: string; key: string },
): Promise<EarlierClaim | undefined> {
  const { rows } = await client.query<EarlierClaim>(
    `select c.client_id as "clientId", c.contact_hash as "contactHash", c.campaign_id as "campaignId",
            c.campaign_type as "campaignType", c.code_id as "codeId",
            c.released_at is null and coalesce(k.state = 'assigned', false) as "isHeld", p.per_contact <> 'each_message' as "holdsOne"
     from claims c
     join pools p on p.id = c.pool_id
     left join codes k on k.id = c.code_id
     where c.key = $1 and c.pool_id = $2 and c.account_id = $3`,
    [request.key, request.poolId, request.accountId],
  );
  return rows[0];
}
