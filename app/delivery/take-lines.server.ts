import {
  EVENT_LEASE_SECONDS,
  EVENT_LINES_AT_ONCE,
  EVENT_LINES_OF_FAILING,
  EVENT_LINES_PER_ENDPOINT,
} from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";

const TAKE = loadSql("delivery/take-lines.sql");

/** An order of events on their way to one endpoint. */
export interface EventLine extends Record<string, unknown> {
  endpointId: string;
  line: string;
}

/** Takes up to `places` lines that are due, for `holder`: so many places its process has free. */
export async function takeLines(holder: string, places: number, now: Date): Promise<EventLine[]> {
  const { rows } = await database().pool.query<EventLine>(TAKE, [
    now,
    places,
    EVENT_LINES_PER_ENDPOINT,
    EVENT_LEASE_SECONDS,
    holder,
    Math.max(0, places - (EVENT_LINES_AT_ONCE - EVENT_LINES_OF_FAILING)),
  ]);
  return rows;
}
