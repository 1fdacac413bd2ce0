/**
 * When the last code of a preparation is expected, by how many codes come before it and how many a second the store's
 * platform confirms. Where codes of today would be too short when they are needed, they are made for their day, never sooner.
 */
export function readyAt(line: {
  now: Date;
  by: Date;
  ahead: number;
  codesPerSecond: number;
  madeFor: "now" | "its day";
}): Date {
  const soonest = line.now.getTime() + Math.ceil(line.ahead / line.codesPerSecond) * 1_000;
  return new Date(line.madeFor === "its day" ? Math.max(soonest, line.by.getTime()) : soonest);
}
