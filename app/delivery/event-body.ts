import type { EventType } from "../events/event-types.ts";
import { readSnapshot, snapshotView } from "./pool-snapshot.ts";

/** A row of the outbox, as far as it is sent. */
export interface EventRow extends Record<string, unknown> {
  id: string;
  type: EventType;
  pool: unknown;
  detail: Record<string, unknown>;
  at: Date;
}

/** The body of an event: the same text at every try, made from what was kept when it happened. */
export function eventBody(event: EventRow, withOrders: ReadonlySet<string>): string {
  const pool = event.pool === null ? {} : { pool: snapshotView(readSnapshot(event.pool), withOrders) };
  return JSON.stringify({
    type: event.type,
    timestamp: event.at.toISOString(),
    data: { ...pool, ...event.detail },
  });
}
