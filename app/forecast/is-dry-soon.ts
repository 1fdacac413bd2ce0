/** A pool that was low is enough again only with a tenth more than its mark: a forecast that swings tells nothing. */
const ENOUGH_TIMES = 1.1;
const DAY_MS = 86_400_000;

/** Whether a pool will run dry within the days of its low-water mark. `wasSoon`: what was last said of it. */
export function isDrySoon(pool: {
  runsDryAt: Date | null;
  now: Date;
  days: number;
  wasSoon: boolean;
}): boolean {
  if (pool.runsDryAt === null) return false;
  const daysLeft = (pool.runsDryAt.getTime() - pool.now.getTime()) / DAY_MS;
  return daysLeft <= pool.days * (pool.wasSoon ? ENOUGH_TIMES : 1);
}
