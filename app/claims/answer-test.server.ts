import { database } from "#app/db/database.server.ts";
import { type Result, succeed } from "#app/errors/refusal.ts";
import { poolView } from "#app/pools/pool-view.ts";
import type { ClaimAnswers, Recipient } from "./claim-answer.ts";
import { poolArchived } from "./pool-archived.ts";

/** What a static pool, which has no prefix, shows in test messages. checkCode refuses it as a code. */
const TEST_CODE = "TEST";

/** Answers a request in test mode: placeholders that are never drawn, stored or valid as a code. */
export async function answerTest(
  poolId: string,
  recipients: readonly Recipient[],
): Promise<Result<ClaimAnswers>> {
  const pool = poolView(await database().prisma.pool.findUniqueOrThrow({ where: { id: poolId } }));
  if (pool.status === "archived") {
    return poolArchived();
  }
  return succeed({
    claims: recipients.map(({ key }) => ({
      key,
      outcome: "test",
      code: TEST_CODE,
      assignedAt: null,
      expiresAt: null,
    })),
    pool: { id: pool.id, remaining: pool.remaining, percentRemaining: pool.percentRemaining },
  });
}
