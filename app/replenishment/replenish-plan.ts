/** Codes that a group of a pool has, and how many it should have. */
export interface GroupStock {
  target: number;
  available: number;
  pending: number;
}

/**
 * How many codes to make for each of a pool's groups, in their order: the one from which codes are assigned now
 * comes first, the one ahead of midnight after it. `room` is what the limit leaves beyond everything assigned,
 * ready and pending; null without a limit. What the limit cannot give is not made.
 */
export function replenishPlan(pool: { groups: readonly GroupStock[]; room: number | null }): number[] {
  let room = pool.room === null ? Number.POSITIVE_INFINITY : Math.max(0, pool.room);
  return pool.groups.map(({ target, available, pending }) => {
    const quantity = Math.min(Math.max(0, target - available - pending), room);
    room -= quantity;
    return quantity;
  });
}

/**
 * How many ready codes of today's group to give up ahead of midnight, so that a limit which leaves room for no
 * others leaves some for tomorrow's group: whatever today will not use, and at most half. Without this, the first
 * claim after midnight would wait for codes that may only be made once today's are gone.
 */
export function codesToGiveUp(pool: { groups: readonly GroupStock[]; room: number | null }): number {
  const [current, next] = pool.groups;
  if (pool.room === null || !current || !next || next.available + next.pending > 0) return 0;
  const keep = Math.min(current.target, Math.ceil(current.available / 2));
  const missing = next.target - Math.max(0, pool.room);
  return Math.max(0, Math.min(missing, current.available - keep));
}
