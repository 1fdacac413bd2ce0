/**
 * Whether a dynamic pool lacks codes: ready and pending ones are less than half of its buffer, or somebody was left
 * without one. Never when its limit leaves nothing to make.
 */
export function needsReplenishing(pool: {
  available: number;
  pending: number;
  assigned: number;
  limit: number | null;
  bufferTarget: number;
  leftNotReady: number;
}): boolean {
  const coming = pool.available + pool.pending;
  if (pool.limit !== null && coming >= pool.limit - pool.assigned) return false;
  return pool.leftNotReady > 0 || coming * 2 < pool.bufferTarget;
}
