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
  /** Since when it is switched off. */
  offAt: string | null;
  offReason: "silent" | "gone" | null;
  waiting: number;
  deliveries: DeliveryLine[];
}

/** Deliveries shown of an endpoint, and waiting ones counted. */
const SHOWN = 10;
const COUNTED = 1_000;

/** An account's event endpoints, oldest first, each with its newest deliveries. */
export async function listEndpoints(accountId: string): Promise<EndpointView[]> {
  const { prisma, pool } = database();
  const endpoints = await prisma.eventEndpoint.findMany({ where: { accountId }, orderBy: { id: "asc" } });
  return await Promise.all(
    endpoints.map(async ({ id, url, createdAt, failingSince, offAt, offReason }) => {
      const { rows } = await pool.query<Omit<DeliveryLine, "at"> & { happenedAt: Date }>(
        `select e.id as "eventId", e.type, e.pool ->> 'name' as "poolName", d.state, d.attempts, d.last_status as status,
                d.last_error as error, e.at as "happenedAt"
         from event_deliveries d join events e on e.number = d.event_number
         where d.endpoint_id = $1 order by d.event_number desc limit $2`,
        [id, SHOWN],
      );
      const { rows: waiting } = await pool.query<{ count: number }>(
        `select count(*)::int as count from (
           select 1 from event_deliveries where endpoint_id = $1 and state = 'waiting' limit $2) w`,
        [id, COUNTED],
      );
      return {
        id,
        url,
        createdAt: createdAt.toISOString(),
        failingSince: failingSince?.toISOString() ?? null,
        offAt: offAt?.toISOString() ?? null,
        offReason: offReason === "gone" ? "gone" : offReason === "silent" ? "silent" : null,
        waiting: waiting[0]?.count ?? 0,
        deliveries: rows.map(({ happenedAt, ...row }) => ({ ...row, at: happenedAt.toISOString() })),
      };
    }),
  );
}
