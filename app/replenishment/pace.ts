/** A store's bucket of points as last told, less what calls that are under way have taken. */
export interface Bucket {
  pointsAvailable: number;
  pointsMax: number;
  pointsPerSecond: number;
  toldAt: Date;
}

/** The points that are there now: as told, and what came back since. */
export function pointsNow(bucket: Bucket, now: Date): number {
  const seconds = Math.max(0, now.getTime() - bucket.toldAt.getTime()) / 1_000;
  return Math.min(bucket.pointsMax, bucket.pointsAvailable + seconds * bucket.pointsPerSecond);
}

/** Seconds until so many points are there; 0: now. A call dearer than the whole bucket waits for a full one. */
export function waitSeconds(bucket: Bucket, points: number, now: Date): number {
  const missing = Math.min(points, bucket.pointsMax) - pointsNow(bucket, now);
  return missing <= 0 ? 0 : missing / Math.max(bucket.pointsPerSecond, 0.001);
}

/** How long to leave a platform alone after the nth failure in a row; `share` of 0 to 1 spreads processes. */
export function backoffSeconds(failures: number, share: number): number {
  const longest = Math.min(60, 0.5 * 2 ** Math.min(failures, 10));
  return longest * (0.5 + 0.5 * share);
}
