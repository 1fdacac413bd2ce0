import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { expireCodes, returnCodes } from "#app/codes/sweep-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { editPool } from "#app/pools/edit-pool.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { hoursPass } from "#test/support/hours-pass.ts";
import { addCodes, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

let accountId: string;
beforeAll(async () => {
  accountId = await newAccount();
});

/** Far fewer than a sweep looks at, so that every sweep stops in the middle of something. */
const SLICE = 3;
const HOUR = 3_600_000;

type Step =
  | { step: "add"; hours: (number | null)[] }
  | { step: "assign" | "release"; quantity: number }
  | { step: "pass"; hours: number }
  | { step: "expire" | "return" }
  | { step: "edit"; leastHours: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      step: fc.constant("add" as const),
      // Few different dates, as in real files: many codes share one.
      hours: fc.array(fc.option(fc.constantFrom(0.5, 1.5, 1.5, 4.5)), { minLength: 1, maxLength: 6 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ step: fc.constant("assign" as const), quantity: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ step: fc.constant("release" as const), quantity: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ step: fc.constant("pass" as const), hours: fc.integer({ min: 1, max: 2 }) }),
  },
  { weight: 4, arbitrary: fc.record({ step: fc.constant("expire" as const) }) },
  { weight: 2, arbitrary: fc.record({ step: fc.constant("return" as const) }) },
  { weight: 1, arbitrary: fc.record({ step: fc.constant("edit" as const), leastHours: fc.nat(3) }) },
);

let codes = 0;

async function take(pool: string, step: Step): Promise<void> {
  switch (step.step) {
    case "add":
      return await addCodes(
        accountId,
        pool,
        step.hours.map((hours) => {
          codes += 1;
          const code = `SWEEP-${codes}`;
          return hours === null ? code : { code, expiresAt: new Date(Date.now() + hours * HOUR) };
        }),
      );
    case "assign":
      return await move(pool, step.quantity, "available", "assigned");
    case "release":
      return await move(pool, step.quantity, "assigned", "quarantined");
    case "pass":
      return await hoursPass(pool, step.hours);
    case "expire":
      await sweep(pool, expireCodes);
      return;
    case "return":
      await sweep(pool, returnCodes);
      return;
    case "edit": {
      const found = await getPool({ accountId, pool });
      if (!found.ok) throw new Error(found.refusal.code);
      const { name, handle } = found.value;
      const settings = { name, handle, minValiditySeconds: step.leastHours * 3_600 };
      await editPool({ accountId, poolId: pool, actor: "test", settings });
      return;
    }
    default:
      throw new Error(`An unknown step: ${step satisfies never}`);
  }
}

/** Moves some codes from one state to another, any of them, as claims and releases do. */
async function move(pool: string, quantity: number, from: string, to: string): Promise<void> {
  await database().pool.query(
    `with moved as (
       update codes
       set state = $4::code_state, returns_at = case when $4 = 'quarantined' then now() + interval '1 hour' end
       where id in (
         select id from codes where pool_id = $1 and state = $3::code_state order by md5(id::text) limit $2)
       returning returns_at
     )
     update pools
     set ${from} = ${from} - (select count(*) from moved), ${to} = ${to} + (select count(*) from moved),
         next_return_at = least(next_return_at, (select min(returns_at) from moved))
     where id = $1`,
    [pool, quantity, from, to],
  );
}

/** One slice; how many codes it looked at. */
async function sweep(pool: string, slice: typeof expireCodes): Promise<number> {
  return await inTransaction(async (client) => {
    await client.query("select from pools where id = $1 for update", [pool]);
    return (await slice(client, pool, SLICE))?.looked ?? 0;
  });
}

test("sweeps that stop anywhere, while codes are added, assigned and come back, miss none in the end", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 50 }), async (steps) => {
      const pool = await poolWithCodes(accountId, [], { minValiditySeconds: 3_600 });
      for (const step of steps) {
        await take(pool, step);
        await expectCountsEqualRows(pool);
      }
      while ((await sweep(pool, returnCodes)) === SLICE);
      while ((await sweep(pool, expireCodes)) === SLICE);
      const { rows } = await database().pool.query(
        `select c.code from codes c join pools p on p.id = c.pool_id
         where p.id = $1
           and (c.state = 'available' and c.expires_at <= now() + make_interval(secs => p.min_validity_seconds)
             or c.state = 'quarantined' and c.returns_at <= now())`,
        [pool],
      );
      expect(rows).toEqual([]);
      await expectCountsEqualRows(pool);
    }),
    { numRuns: 60, interruptAfterTimeLimit: 50_000 },
  );
});

test("a sweep does not look again at what it has seen", async () => {
  const soon = new Date(Date.now() + HOUR / 2);
  const pool = await poolWithCodes(
    accountId,
    Array.from({ length: 12 }, (_, index) => ({ code: `ONCE-${index}`, expiresAt: soon })),
  );
  await move(pool, 10, "available", "assigned");
  const looked: number[] = [];
  do looked.push(await sweep(pool, expireCodes));
  while (looked.at(-1) === SLICE);
  expect(looked).toEqual([3, 3, 3, 3, 0]);
  expect(await getPool({ accountId, pool })).toMatchObject({
    value: { counts: { expired: 2, assigned: 10 } },
  });
});

test("a code that comes back before the place that a sweep has come to is not missed", async () => {
  const inHours = (hours: number) => new Date(Date.now() + hours * HOUR);
  const pool = await poolWithCodes(
    accountId,
    [
      { code: "BACK-0", expiresAt: inHours(1.5) },
      ...[1, 2, 3].map((index) => ({ code: `BACK-${index}`, expiresAt: inHours(2.5) })),
    ],
    { minValiditySeconds: 3 * 3_600 },
  );
  await database().pool.query(
    `with waiting as (update codes set state = 'quarantined', returns_at = now() where code = 'BACK-0')
     update pools set available = 3, quarantined = 1, next_return_at = now() where id = $1`,
    [pool],
  );
  expect(await sweep(pool, expireCodes)).toBe(SLICE);
  await take(pool, { step: "edit", leastHours: 0 });
  await sweep(pool, returnCodes);
  await take(pool, { step: "pass", hours: 2 });
  await sweep(pool, expireCodes);
  expect(await getPool({ accountId, pool })).toMatchObject({
    value: { counts: { available: 1, expired: 3 } },
  });
  await expectCountsEqualRows(pool);
});
