import { codeFormatSchema, testPlaceholder } from "#app/codes/code-format.ts";
import { database } from "#app/db/database.server.ts";
import { type Result, succeed } from "#app/errors/refusal.ts";
import { poolArchived } from "#app/pools/pool-archived.ts";
import { poolView } from "#app/pools/pool-row.ts";
import type { ClaimAnswers, Recipient } from "./claim-answer.ts";

/** Answers a request in test mode: placeholders that are never drawn, stored or valid as a code. */
export async function answerTest(
  poolId: string,
  recipients: readonly Recipient[],
): Promise<Result<ClaimAnswers>> {
  const row = await database().prisma.pool.findUniqueOrThrow({ where: { id: poolId } });
  const pool = poolView(row, new Set());
  // A static pool has no prefix: it shows TEST alone, which checkCode refuses as a code.
  const code = testPlaceholder(row.codeFormat === null ? null : codeFormatSchema.parse(row.codeFormat));
  if (pool.status === "archived") {
    return poolArchived();
  }
  return succeed({
    claims: recipients.map(({ key }) => ({
      key,
      outcome: "test",
      code,
      assignedAt: null,
      expiresAt: null,
    })),
    pool: { id: pool.id, remaining: pool.remaining, percentRemaining: pool.percentRemaining },
  });
}
