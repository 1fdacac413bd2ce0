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
