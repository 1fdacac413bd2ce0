import { expect } from "vitest";
import { database } from "#app/db/database.server.ts";

/** The rule that holds at every commit: a pool's kept counts are what its rows say, and its cursor hides nothing. */
export async function expectCountsEqualRows(poolId: string): Promise<void> {
  const { rows } = await database().pool.query(
    `select p.available as kept_available, p.assigned as kept_assigned, p.redeemed as kept_redeemed,
            p.quarantined as kept_quarantined, p.expired as kept_expired, p.voided as kept_voided,
            p.undone as kept_undone, p.added as kept_added, r.*
     from pools p cross join lateral (
       select count(*) filter (where state = 'available') as available,
              count(*) filter (where state in ('assigned', 'redeemed')) as assigned,
              count(*) filter (where state = 'redeemed') as redeemed,
              count(*) filter (where state = 'quarantined') as quarantined,
              count(*) filter (where state = 'expired') as expired,
              count(*) filter (where state = 'void') as voided,
              count(*) filter (where state = 'undone') as undone,
              count(*) as added,
              count(*) filter (where state = 'available' and position < p.claim_cursor) as hidden_by_cursor,
              count(*) filter (where state = 'available' and expires_at < coalesce(p.next_expiry_at, 'infinity')) as hidden_expiry
       from codes c where c.pool_id = p.id
     ) r
     where p.id = $1`,
    [poolId],
  );
  const row = rows[0] as Record<string, number>;
  const kept = Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      name.startsWith("kept_") ? [[name.slice(5), value]] : [],
    ),
  );
  const { hidden_by_cursor, hidden_expiry, ...rest } = row;
  const counted = Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith("kept_")));
  expect(kept).toEqual(counted);
  expect({ hidden_by_cursor, hidden_expiry }).toEqual({ hidden_by_cursor: 0, hidden_expiry: 0 });
}
