import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendTestMail } from "#app/alerts/send-test-mail.server.ts";
import { database } from "#app/db/database.server.ts";
import { findTroubles } from "#app/health/find-troubles.server.ts";
import { troubleWords } from "#app/health/trouble-words.ts";
import { sendJob, startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { recordRedemptions } from "#app/redemptions/record-redemptions.server.ts";
import { freshDatabase } from "#test/support/database.ts";
import { newDynamicPool } from "#test/support/dynamic-pool.ts";
import { newEndpoint, tellByMail } from "#test/support/outbox.ts";
import { codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

let accountId: string;
let storeId: string;
/** Five codes: two assigned, one of them redeemed. */
let pool: string;
let dynamic: string;
let endpoint: string;

const run = async (statement: string, values: unknown[] = []) =>
  await database().pool.query(statement, values);

beforeAll(async () => {
  await startQueue();
  accountId = await newAccount();
  storeId = (await database().prisma.store.findFirstOrThrow({ where: { accountId } })).id;
  endpoint = (await newEndpoint(accountId)).id;
  await tellByMail(accountId, "ada@example.com");
  pool = await poolWithCodes(accountId, codesNamed("LOOK", 5));
  const made = await newDynamicPool(accountId);
  dynamic = made.id;
  await run(
    "update codes set state = 'assigned', assigned_at = now() where code in ('LOOK-000001', 'LOOK-000002')",
  );
  await run("update pools set available = 3, assigned = 2 where id = $1", [pool]);
  const order = { orderNumber: "#1", total: "50", discount: "5", currency: "EUR", at: new Date() };
  await recordRedemptions({
    accountId,
    storeId,
    news: [{ kind: "redeemed", code: "look-000001", orderId: "1", ...order }],
  });
  const { templateId } = made;
  await run(
    `insert into groups (id, account_id, store_id, template_id, title, offer_version) values ('grp', $1, $2, $3, 'G', 1)`,
    [accountId, storeId, templateId],
  );
  await run(
    `insert into batches (id, account_id, store_id, pool_id, group_id, quantity) values ('bat', $1, $2, $3, 'grp', 250)`,
    [accountId, storeId, dynamic],
  );
  // An event and its mail on their way.
  await run("update pools set available = 0, voided = 3 where id = $1", [pool]);
  await run("update codes set state = 'void' where pool_id = $1 and state = 'available'", [pool]);
  await sendJob(database().pool, "check-store", { storeId });
});

afterAll(async () => await stopQueue());

test("what is as it should be is not mentioned, work on its way included", async () => {
  expect(await findTroubles(database().pool)).toEqual([]);
});

test("a mail that waited for somebody who was taken off the list is no trouble", async () => {
  await tellByMail(accountId, "ada@example.com", "gone@example.com");
  const sent = await sendTestMail(accountId);
  expect(sent).toMatchObject({ ok: true, value: 2 });
  await tellByMail(accountId, "ada@example.com");
  expect(await findTroubles(database().pool)).toEqual([]);
  await run("delete from alert_mails where address = 'gone@example.com'");
});

/** What is wrong, how it comes to be, and whom it is about. */
const TROUBLES: [kind: string, statements: string[], subject: () => string][] = [
  ["order_not_counted", ["update codes set state = 'assigned' where code = 'LOOK-000001'"], () => pool],
  [
    "redeemed_without_order",
    ["update codes set state = 'redeemed', pool_id = $dynamic where code = 'LOOK-000002'"],
    () => dynamic,
  ],
  [
    "store_codes_differ",
    [
      "insert into store_paces (store_id, codes_held) values ($store, 250) on conflict (store_id) do update set codes_held = 250",
    ],
    () => storeId,
  ],
  ["event_without_line", ["delete from event_lines"], () => endpoint],
  ["line_without_event", ["update event_deliveries set state = 'delivered'"], () => endpoint],
  ["endpoint_off", ["update event_endpoints set off_at = now(), off_reason = 'silent'"], () => endpoint],
  [
    "event_given_up",
    ["delete from event_lines", "update event_deliveries set state = 'failed', last_status = 500"],
    () => endpoint,
  ],
  ["mail_given_up", ["update alert_mails set state = 'failed'"], () => accountId],
  ["mail_waits", ["update events set at = now() - interval '1 hour'"], () => accountId],
  ["batch_waits", ["update batches set created_at = now() - interval '3 hours'"], () => storeId],
  [
    "exchange_late",
    [
      "insert into stores (id, account_id, platform, domain, name, exchanged_at) values ('late', $account, 'magento', 'm', 'M', now() - interval '1 hour')",
    ],
    () => "late",
  ],
  [
    "instruction_failed",
    [
      "insert into bridge_instructions (id, store_id, kind, data, purpose, state) values ('i', $store, 'add_codes', '{}', 'p', 'failed')",
    ],
    () => storeId,
  ],
  [
    "upload_stands",
    [
      `insert into uploads (id, account_id, pool_id, status, file_name, file_bytes, file_hash, actor, created_at)
       values ('upl', $account, $pool, 'reading', 'f', 1, '', 'Ada', now() - interval '2 hours')`,
    ],
    () => pool,
  ],
  ["replenishing_lost", ["update pools set replenish_queued = true where id = $dynamic"], () => dynamic],
  [
    "erasure_stands",
    [
      "insert into store_erasures (store_id, account_id, pool_ids, started_at) values ('gone', $account, '{}', now() - interval '2 days')",
    ],
    () => "gone",
  ],
  [
    "person_waits",
    [
      "insert into privacy_requests (id, account_id, kind, source, actor, received_at) values ('r', $account, 'erase', 'api', 'a', now() - interval '2 days')",
    ],
    () => accountId,
  ],
  [
    "data_request_late",
    [
      "insert into privacy_requests (id, account_id, kind, source, actor, state, due_at) values ('r', $account, 'data', 'shopify', 'shopify', 'open', now() - interval '1 hour')",
    ],
    () => accountId,
  ],
  [
    "jobs_wait",
    ["update pgboss.job set start_after = now() - interval '1 hour' where name = 'check-store'"],
    () => "check-store",
  ],
  [
    "jobs_failed",
    ["update pgboss.job set state = 'failed', completed_on = now() where name = 'check-store'"],
    () => "check-store",
  ],
];

test.each(TROUBLES)("%s is found, and said in words", async (kind, statements, subject) => {
  const names: Record<string, string> = { dynamic, store: storeId, account: accountId, pool };
  const client = await database().pool.connect();
  try {
    await client.query("begin");
    for (const statement of statements) {
      await client.query(statement.replace(/\$(\w+)/g, (_, name: string) => `'${names[name]}'`));
    }
    const found = await findTroubles(client);
    expect(found.map((trouble) => [trouble.kind, trouble.subject])).toEqual([[kind, subject()]]);
    for (const trouble of found) {
      const { found: what, advice } = troubleWords(trouble);
      expect(`${what} ${advice}`).not.toMatch(/undefined|null|NaN/);
    }
  } finally {
    // Each trouble stands alone.
    await client.query("rollback");
    client.release();
  }
});

test("every trouble that can be found has been shown above", () => {
  const sql = readFileSync("app/health/find-troubles.sql", "utf8");
  const kinds = [...sql.matchAll(/select '(\w+)'/g)].map(([, kind]) => kind);
  expect(kinds.sort()).toEqual(TROUBLES.map(([kind]) => kind).sort());
});
