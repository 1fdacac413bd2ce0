import { BATCHES_IN_FLIGHT_LEAST, BATCHES_IN_FLIGHT_MAX, POINTS_PER_BATCH } from "../config/limits.ts";

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

/** A batch is under way for a second or two: sent, worked on, looked at, settled. */
const BATCH_SECONDS = 1.7;

/** How many batches to have under way, so that what comes back of a store's points is spent, and hardly more. */
export function batchesInFlight(pointsPerSecond: number): number {
  const spent = Math.round((pointsPerSecond / POINTS_PER_BATCH) * BATCH_SECONDS);
  return Math.min(BATCHES_IN_FLIGHT_MAX, Math.max(BATCHES_IN_FLIGHT_LEAST, spent));
}

/** How long to leave a platform alone after the nth failure in a row; `share` of 0 to 1 spreads processes. */
export function backoffSeconds(failures: number, share: number): number {
  const longest = Math.min(60, 0.5 * 2 ** Math.min(failures, 10));
  return longest * (0.5 + 0.5 * share);
}
