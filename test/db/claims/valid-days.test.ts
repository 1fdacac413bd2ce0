import { beforeAll, describe, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { dateAt, endOfDay } from "#app/codes/zoned-time.ts";
import { database } from "#app/db/database.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { sweepPools } from "#app/pools/sweep-pools.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { databaseClock } from "#test/support/database-clock.ts";
import { type DynamicPool, mintCodes, newDynamicPool } from "#test/support/dynamic-pool.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";

// "Valid for N days": until the end of the Nth day after the day of the claim, in the store's time zone. The
// database's clock is set by the test; what a process believes the time to be plays no part.

const { url } = freshDatabase();
const clock = databaseClock(url);

let accountId: string;
beforeAll(async () => {
  accountId = await newAccount();
});

/** The end of the code that a key gets, or its outcome. */
async function claim(pool: DynamicPool, key: string): Promise<string> {
  const result = await claimCodes(
    claimRequest({ accountId, pool: pool.id, recipients: [{ key, contact: key }] }),
  );
  if (!result.ok) return result.refusal.code;
  const [answer] = result.value.claims;
  return answer?.expiresAt ?? answer?.outcome ?? "";
}

// Clocks go forward or back at 2 or 3 at night, at 1, at midnight into the next day or into the one before, by
// half an hour, never.
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Havana",
  "Africa/Cairo",
  "Asia/Beirut",
  "America/Santiago",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Pacific/Auckland",
  "Pacific/Kiritimati",
];

test("the least end is the last second of the Nth day after today, whatever the clocks do in between", async () => {
  const hour = 3_600_000;
  const start = Date.parse("2027-01-01T00:30:00Z");
  const instants = Array.from(
    { length: 365 * 4 },
    (_, index) => new Date(start + index * 6 * hour + (index % 360) * 10_000),
  );
  for (const timeZone of ZONES) {
    for (const days of [0, 1, 30]) {
      const { rows } = await database().pool.query<{ least: Date }>(
        `select ((at at time zone $2)::date + $3::int + time '23:59:59') at time zone $2 as least
         from unnest($1::timestamptz[]) with ordinality as u (at, n) order by n`,
        [instants, timeZone, days],
      );
      const expected = instants.map((instant) => {
        const today = dateAt(instant, timeZone);
        return endOfDay({ ...today, day: today.day + days }, timeZone).toISOString();
      });
      expect(rows.map(({ least }) => least.toISOString())).toEqual(expected);
    }
  }
  // The same words as in the migration, so that the one above speaks for the real one.
  const { rows } = await database().pool.query("select prosrc from pg_proc where proname = 'least_expiry'");
  expect(rows[0].prosrc.toLowerCase()).toContain(
    "((statement_timestamp() at time zone time_zone)::date + valid_days + time '23:59:59') at time zone time_zone",
  );
});

describe.each([
  // Three days from Friday: the clocks go forward on Sunday.
  [
    "Europe/Berlin",
    "2027-03-26T22:59:59.999Z",
    "2027-03-26T23:00:00Z",
    "2027-03-29T21:59:59.000Z",
    "2027-03-30T21:59:59.000Z",
  ],
  // They go back on Sunday.
  [
    "Europe/Berlin",
    "2027-10-29T21:59:59.999Z",
    "2027-10-29T22:00:00Z",
    "2027-11-01T22:59:59.000Z",
    "2027-11-02T22:59:59.000Z",
  ],
  // At midnight into Sunday they go back to 23:00: Saturday ends twice, and its second end counts.
  [
    "Asia/Beirut",
    "2027-10-27T20:59:59.999Z",
    "2027-10-27T21:00:00Z",
    "2027-10-30T21:59:59.000Z",
    "2027-10-31T21:59:59.000Z",
  ],
  // At 1 o'clock back to midnight: Sunday begins twice, and Saturday ends before the first time.
  [
    "America/Havana",
    "2027-11-04T03:59:59.999Z",
    "2027-11-04T04:00:00Z",
    "2027-11-07T03:59:59.000Z",
    "2027-11-08T04:59:59.000Z",
  ],
  // Far from UTC.
  [
    "Pacific/Kiritimati",
    "2027-06-01T09:59:59.999Z",
    "2027-06-01T10:00:00Z",
    "2027-06-04T09:59:59.000Z",
    "2027-06-05T09:59:59.000Z",
  ],
])("in %s, from %s", (timeZone, before, after, today, tomorrow) => {
  test("codes claimed before and after midnight end on the third day after it, the day before's are dropped", async () => {
    await clock.set(before);
    const pool = await newDynamicPool(accountId, { validDays: 3, timeZone });
    // Filled ahead of midnight, and before today's: today's come first all the same.
    await mintCodes(pool, 3, new Date(tomorrow));
    await mintCodes(pool, 2, new Date(today));
    expect(await claim(pool, "a")).toBe(today);
    await clock.set(after);
    expect(await claim(pool, "b")).toBe(tomorrow);
    expect(await claim(pool, "a")).toBe(today);
    expect(await getPool({ accountId, pool: pool.id })).toMatchObject({
      value: { counts: { assigned: 2, expired: 1, available: 2 } },
    });
    await expectCountsEqualRows(pool.id);
    // A code that ends one second sooner than the Nth day is none.
    await mintCodes(pool, 1, new Date(Date.parse(tomorrow) - 1_000));
    expect([await claim(pool, "c"), await claim(pool, "d")]).toEqual([tomorrow, tomorrow]);
    expect(await claim(pool, "e")).toBe("codes_not_ready");
    await expectCountsEqualRows(pool.id);
  });
});

test("to the week: one group serves until the last day on which it lasts N days, then the next does", async () => {
  const timeZone = "Europe/Berlin";
  await clock.set("2027-05-03T10:00:00Z");
  const pool = await newDynamicPool(accountId, { validDays: 14, timeZone });
  const [sunday, nextSunday] = ["2027-05-23T21:59:59.000Z", "2027-05-30T21:59:59.000Z"];
  await mintCodes(pool, 2, new Date(nextSunday));
  await mintCodes(pool, 20, new Date(sunday));
  const ends: string[] = [];
  for (let day = 3; day <= 11; day += 1) {
    await clock.set(`2027-05-${String(day).padStart(2, "0")}T12:00:00Z`);
    await sweepPools();
    ends.push(await claim(pool, `day-${day}`));
  }
  expect(ends).toEqual([...Array(7).fill(sunday), nextSunday, nextSunday]);
  await expectCountsEqualRows(pool.id);
});

test("a great many codes too short are dropped slice by slice, and none is lost behind the cursor", async () => {
  await clock.set("2027-07-01T10:00:00Z");
  const pool = await newDynamicPool(accountId, { validDays: 1, timeZone: "UTC" });
  await mintCodes(pool, 11_000, new Date("2027-07-02T23:59:59Z"));
  await mintCodes(pool, 3, new Date("2027-07-03T23:59:59Z"));
  expect(await claim(pool, "a")).toBe("2027-07-02T23:59:59.000Z");
  await clock.set("2027-07-02T00:00:00Z");
  expect(await claim(pool, "b")).toBe("2027-07-03T23:59:59.000Z");
  // Five slices by this claim, the rest by the next.
  expect(await getPool({ accountId, pool: pool.id })).toMatchObject({
    value: { counts: { expired: 10_000, available: 1_001 } },
  });
  await expectCountsEqualRows(pool.id);
  expect(await claim(pool, "c")).toBe("2027-07-03T23:59:59.000Z");
  expect(await getPool({ accountId, pool: pool.id })).toMatchObject({
    value: { counts: { expired: 10_999, available: 1 } },
  });
  await expectCountsEqualRows(pool.id);
});
