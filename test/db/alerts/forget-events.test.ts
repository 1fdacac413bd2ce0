import { beforeAll, expect, test } from "vitest";
import { forgetEvents } from "#app/alerts/forget-events.server.ts";
import { removeEndpoint } from "#app/alerts/remove-endpoint.server.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { appendEvent } from "#app/events/append-event.server.ts";
import { freshDatabase } from "#test/support/database.ts";
import { newEndpoint, tellByMail } from "#test/support/outbox.ts";
import { newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

let accountId: string;
let poolId: string;
let endpointId: string;

beforeAll(async () => {
  accountId = await newAccount();
  ({ id: endpointId } = await newEndpoint(accountId));
  await tellByMail(accountId, "ada@example.com");
  poolId = await poolWithCodes(accountId, ["F-1"]);
  for (const n of [1, 2]) {
    await inTransaction((client) => appendEvent(client, { poolId, type: "pool.low", detail: { n } }));
  }
});

async function left(): Promise<Record<string, unknown>> {
  const { rows } = await database().pool.query(
    `select (select count(*)::int from events) as events, (select count(*)::int from event_deliveries) as deliveries,
            (select count(*)::int from alert_mails) as mails, (select count(*)::int from event_lines) as lines`,
  );
  return rows[0] ?? {};
}

test("what happened a month ago is forgotten with its deliveries and mails, the rest stays", async () => {
  await database().pool.query("update events set at = at - interval '31 days' where detail ->> 'n' = '1'");
  await forgetEvents();
  expect(await left()).toEqual({ events: 1, deliveries: 1, mails: 1, lines: 1 });
});

test("a line of which nothing is left goes too", async () => {
  await database().pool.query("update events set at = at - interval '31 days'");
  await forgetEvents();
  expect(await left()).toEqual({ events: 0, deliveries: 0, mails: 0, lines: 0 });
});

test("what was written for an endpoint that was just removed does not stay behind", async () => {
  await removeEndpoint({ accountId, actor: "Ada", endpointId });
  await database().pool.query(
    `insert into event_deliveries (endpoint_id, event_number, line) values ($1, 1, $2)`,
    [endpointId, poolId],
  );
  await database().pool.query("insert into event_lines (endpoint_id, line, due_at) values ($1, $2, now())", [
    endpointId,
    poolId,
  ]);
  await forgetEvents();
  expect(await left()).toEqual({ events: 0, deliveries: 0, mails: 0, lines: 0 });
});
