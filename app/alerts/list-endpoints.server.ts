import { database } from "#app/db/database.server.ts";
import type { EventType } from "#app/events/event-types.ts";

/** One event on its way to an endpoint, in the log. */
export interface DeliveryLine {
  eventId: string;
  type: EventType;
  poolName: string | null;
  state: "waiting" | "delivered" | "failed";
  attempts: number;
  status: number | null;
  error: string | null;
  at: string;
}

export interface EndpointView {
  id: string;
  url: string;
  createdAt: string;
  /** Since when every try failed. */
  failingSince: string | null;
  /** What came of the last try, while it fails or is off. */
  lastError: string | null;
  /** Since when it is switched off. */
  offAt: string | null;
  offReason: "silent" | "gone" | null;
  /** Events that wait, and that were given up; counted to a thousand. */
  waiting: number;
  givenUp: number;
  deliveries: DeliveryLine[];
}

/** Deliveries shown of an endpoint; of those given up, which can be sent again; and how many are counted. */
const SHOWN = 10;
const GIVEN_UP_SHOWN = 20;
const COUNTED = 1_000;

/**
 * An account's event endpoints, oldest first, each with its newest deliveries and the newest of those that were given
 * up. Indexes: event_deliveries_pkey, event_deliveries_waiting_idx, event_deliveries_failed_idx.
 */
export async function listEndpoints(accountId: string): Promise<EndpointView[]> {
  const { prisma, pool } = database();
  const endpoints = await prisma.eventEndpoint.findMany({ where: { accountId }, orderBy: { id: "asc" } });
  return await Promise.all(
    endpoints.map(async ({ id, url, createdAt, failingSince, lastError, offAt, offReason }) => {
      const { rows } = await pool.query<Omit<DeliveryLine, "at"> & { happenedAt: Date }>(
        `select e.id as "eventId", e.type, e.pool ->> 'name' as "poolName", d.state, d.attempts, d.last_status as status,
                d.last_error as error, e.at as "happenedAt"
         from (
           (select * from event_deliveries where endpoint_id = $1 order by event_number desc limit $2)
           union
           (select * from event_deliveries where endpoint_id = $1 and state = 'failed' order by event_number desc limit $3)
         ) d join events e on e.number = d.event_number
         order by d.event_number desc`,
        [id, SHOWN, GIVEN_UP_SHOWN],
      );
      const { rows: counts } = await pool.query<{ waiting: number; givenUp: number }>(
        `select (select count(*)::int from (
                   select 1 from event_deliveries where endpoint_id = $1 and state = 'waiting' limit $2) w) as waiting,
                (select count(*)::int from (
                   select 1 from event_deliveries where endpoint_id = $1 and state = 'failed' limit $2) f) as "givenUp"`,
        [id, COUNTED],
      );
      return {
        id,
        url,
        createdAt: createdAt.toISOString(),
        failingSince: failingSince?.toISOString() ?? null,
        lastError,
        offAt: offAt?.toISOString() ?? null,
        offReason: offReason === "gone" ? "gone" : offReason === "silent" ? "silent" : null,
        waiting: counts[0]?.waiting ?? 0,
        givenUp: counts[0]?.givenUp ?? 0,
        deliveries: rows.map(({ happenedAt, ...row }) => ({ ...row, at: happenedAt.toISOString() })),
      };
    }),
  );
}
