import { EVENT_RETRY_HOURS, EVENT_TURN_SECONDS } from "#app/config/limits.ts";
import { openSecret } from "#app/crypto/vault.server.ts";
import { database } from "#app/db/database.server.ts";
import { ENDPOINT_SECRET_PURPOSE } from "#app/events/endpoint-secret.ts";
import { log } from "#app/log/log.server.ts";
import { EVENT_TRIES } from "#app/metrics/instruments.server.ts";
import { poolsWithOrders } from "#app/pools/pools-with-orders.server.ts";
import { type EventRow, eventBody } from "./event-body.ts";
import {
  closeConnection,
  type KeptConnection,
  keepConnection,
  type PostOutcome,
  type SignedEvent,
} from "./post-event.server.ts";
import { type DeliveryState, settleDelivery } from "./settle-delivery.server.ts";
import type { EventLine } from "./take-lines.server.ts";

/** Sends one event once. */
export type Post = (
  endpoint: { url: string; key: Uint8Array },
  event: SignedEvent,
  at: Date,
  connection: KeptConnection,
) => Promise<PostOutcome>;

/** What delivering needs of the world. */
export interface DeliverySurroundings {
  clock: () => Date;
  /** From 0 up to 1. */
  random: () => number;
  post: Post;
}

interface Head extends EventRow {
  number: number;
  poolId: string | null;
  attempts: number;
  url: string;
  sealed: string;
  /** Since when it is tried: since it happened, or since its endpoint was switched on again. */
  since: Date;
}

const HOUR_MILLISECONDS = 3_600_000;

/**
 * Delivers the events of a line that `holder` has taken, in their order, until one fails, none is left or the turn is
 * over. A crash at any point leaves the event waiting: it is sent again, with the same id.
 */
export async function deliverLine(
  line: EventLine,
  holder: string,
  surroundings: DeliverySurroundings,
  signal: AbortSignal,
): Promise<void> {
  const connection = keepConnection();
  try {
    await deliverInOrder(line, holder, surroundings, signal, connection);
  } finally {
    closeConnection(connection);
  }
}

async function deliverInOrder(
  line: EventLine,
  holder: string,
  { clock, random, post }: DeliverySurroundings,
  signal: AbortSignal,
  connection: KeptConnection,
): Promise<void> {
  const turnEndsAt = clock().getTime() + EVENT_TURN_SECONDS * 1_000;
  for (;;) {
    const head = await readHead(line);
    if (!head) {
      await settleDelivery({ ...line, holder, now: clock(), random: random(), outcome: null });
      return;
    }
    const withOrders = head.poolId ? await poolsWithOrders([head.poolId]) : new Set<string>();
    const written = writeEvent(head, withOrders);
    const outcome = written ? await post(written.endpoint, written.event, clock(), connection) : NOT_WRITTEN;
    const now = clock();
    const isTurnOver = signal.aborted || now.getTime() >= turnEndsAt;
    const isPast = now.getTime() - head.since.getTime() >= EVENT_RETRY_HOURS * HOUR_MILLISECONDS;
    const state = await settleDelivery({
      ...line,
      holder,
      now,
      random: random(),
      outcome: {
        ...outcome,
        number: head.number,
        attempts: head.attempts + 1,
        time: isPast ? "over" : "left",
      },
      turn: isTurnOver || outcome.kind === "failed" ? "over" : "goes on",
    });
    EVENT_TRIES.inc({ result: resultOf(outcome, state) });
    if (outcome.kind === "failed" || isTurnOver) return;
  }
}

const NOT_WRITTEN: PostOutcome = { kind: "failed", status: null, error: "It could not be written." };

/** Null: a bug of ours, or a secret that no master key opens. It is one try that failed, and not a line that stands still. */
function writeEvent(
  head: Head,
  withOrders: ReadonlySet<string>,
): { endpoint: Parameters<Post>[0]; event: SignedEvent } | null {
  try {
    const key = openSecret(ENDPOINT_SECRET_PURPOSE, head.sealed);
    return { endpoint: { url: head.url, key }, event: { id: head.id, body: eventBody(head, withOrders) } };
  } catch (error) {
    log().error({ err: error, event: head.id }, "an event cannot be written and will be tried again");
    return null;
  }
}

function resultOf(outcome: PostOutcome, state: DeliveryState | null): string {
  if (outcome.kind === "delivered") return "delivered";
  if (state === "failed") return "given_up";
  return outcome.status === null ? "unreachable" : "refused";
}

/** The first event of a line that waits. */
async function readHead({ endpointId, line }: EventLine): Promise<Head | undefined> {
  const { rows } = await database().pool.query<Head>(
    `select e.number, e.id, e.pool_id as "poolId", e.type, e.pool, e.detail, e.at,
            d.attempts, p.url, p.sealed, greatest(e.at, p.on_at) as since
     from event_deliveries d
     join events e on e.number = d.event_number
     join event_endpoints p on p.id = d.endpoint_id and p.off_at is null
     where d.endpoint_id = $1 and d.line = $2 and d.state = 'waiting'
     order by d.event_number limit 1`,
    [endpointId, line],
  );
  return rows[0];
}
