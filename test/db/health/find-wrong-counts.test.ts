import { expect, test } from "vitest";
import { database } from "#app/db/database.server.ts";
import { findWrongCounts } from "#app/health/find-wrong-counts.server.ts";
import { freshDatabase } from "#test/support/database.ts";
import { codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

test("counts that differ from the rows are found, each with both numbers", async () => {
  const accountId = await newAccount();
  const healthy = await poolWithCodes(accountId, codesNamed("WELL", 3));
  const sick = await poolWithCodes(accountId, codesNamed("SICK", 3));
  expect(await findWrongCounts(null)).toEqual([]);
  await database().pool.query("update pools set available = 1, assigned = 2 where id = $1", [sick]);
  expect(await findWrongCounts(null)).toEqual([
    {
      poolId: sick,
      findings: ["assigned is kept as 2, but 0 rows say so", "available is kept as 1, but 3 rows say so"],
    },
  ]);
  expect(await findWrongCounts(healthy)).toEqual([]);
});

test("codes that would never be handed out or dropped are found", async () => {
  const accountId = await newAccount();
  const pool = await poolWithCodes(accountId, [
    { code: "HIDDEN", expiresAt: new Date(Date.now() + 86_400_000) },
  ]);
  await database().pool.query(
    "update pools set claim_cursor = claim_cursor + 1000000, next_expiry_at = null where id = $1",
    [pool],
  );
  const [wrong] = await findWrongCounts(pool);
  expect(wrong?.findings).toEqual([
    expect.stringContaining("below the claim cursor"),
    expect.stringContaining("expires before next_expiry_at"),
  ]);
});
