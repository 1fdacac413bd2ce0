import { randomUUID } from "node:crypto";
import { type DeliverySurroundings, deliverLine } from "./deliver-line.server.ts";
import { takeLines } from "./take-lines.server.ts";

/**
 * Starts delivering up to `places` lines of events that are due. Each of the promises ends when its line's turn is
 * over; they do not wait for each other, since an endpoint that does not answer takes 10 s.
 */
export async function deliverDue(
  surroundings: DeliverySurroundings,
  places: number,
  signal: AbortSignal,
): Promise<Promise<void>[]> {
  const holder = randomUUID();
  const lines = await takeLines(holder, places, surroundings.clock());
  return lines.map((line) => deliverLine(line, holder, surroundings, signal));
}
