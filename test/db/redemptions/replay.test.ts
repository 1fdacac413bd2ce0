import { expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { findWrongCounts } from "#app/health/find-wrong-counts.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { freshDatabase } from "#test/support/database.ts";
import { hearAll, orderReplay } from "#test/support/order-replay.ts";
import { codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

const ASSIGNED = 300;

test.each([1, 2, 3])("orders told twice and out of order redeem every code once (seed %i)", async (seed) => {
  const accountId = await newAccount();
  const { domain } = await database().prisma.store.findFirstOrThrow({ where: { accountId } });
  const codes = codesNamed(`REPLAY${seed}`, ASSIGNED + 60);
  const halves = [codes.slice(0, codes.length / 2), codes.slice(codes.length / 2)];
  const pools = await Promise.all(halves.map((half) => poolWithCodes(accountId, half)));
  for (const pool of pools) {
    const claimed = await claimCodes(
      claimRequest({
        accountId,
        pool,
        recipients: Array.from({ length: ASSIGNED / 2 }, (_, n) => ({
          key: `key-${n}`,
          contact: `contact-${n}`,
        })),
      }),
    );
    expect(claimed.ok).toBe(true);
  }
  const assigned = halves.flatMap((half) => half.slice(0, ASSIGNED / 2));
  const ready = halves.flatMap((half) => half.slice(ASSIGNED / 2));
  const { webhooks, redeemed } = orderReplay({ assigned, ready }, seed);

  await hearAll(webhooks, domain, 8);

  const found = await database().prisma.code.findMany({ where: { accountId, state: "redeemed" } });
  expect(found.map(({ code }) => code).sort()).toEqual(
    [...redeemed].filter((code) => assigned.includes(code)).sort(),
  );
  const counts = await database().prisma.pool.aggregate({ where: { accountId }, _sum: { redeemed: true } });
  const { rows } = await database().pool.query<{ codes: number }>(
    `select count(distinct code_id)::int as codes
     from redemptions where account_id = $1 and redeemed_at is not null and reversed_at is null`,
    [accountId],
  );
  expect(rows[0]?.codes).toBe(redeemed.size);
  expect(counts._sum.redeemed).toBe(found.length);
  expect(await findWrongCounts(null)).toEqual([]);
});
