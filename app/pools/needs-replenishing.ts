/**
 * Whether a dynamic pool lacks codes: ready and pending ones are less than half of its buffer, or what others than its
 * preparations find is less than half of theirs, or somebody was left without one. Never when its limit leaves
 * nothing to make.
 */
export function needsReplenishing(pool: {
  available: number;
  pending: number;
  assigned: number;
  limit: number | null;
  bufferTarget: number;
  leftNotReady: number;
  /** What is not for preparations; null without any. */
  others: { ready: number; pending: number; base: number } | null;
}): boolean {
  const { others } = pool;
  const coming = pool.available + pool.pending;
  if (pool.limit !== null && coming >= pool.limit - pool.assigned) return false;
  if (others && (others.ready + others.pending) * 2 < others.base) return true;
  return pool.leftNotReady > 0 || coming * 2 < pool.bufferTarget;
}
