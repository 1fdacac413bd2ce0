import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { connectStore } from "#app/accounts/connect-store.server.ts";

import { listLateStores } from "#app/alerts/list-late-stores.server.ts";
import { setAlertSettings } from "#app/alerts/set-alert-settings.server.ts";
import { watchStores } from "#app/alerts/watch-stores.server.ts";
import { disconnectShop } from "#app/bridge/disconnect-shop.server.ts";
import { hearResult } from "#app/bridge/hear-result.server.ts";
import { instructExpiries } from "#app/bridge/instruct-expiries.server.ts";
import { database } from "#app/db/database.server.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { archivePool } from "#app/pools/archive-pool.server.ts";
import { freshDatabase } from "#test/support/database.ts";
import { codesNamed, poolWithCodes } from "#test/support/pool-with-codes.ts";
import { PretendModule } from "#test/support/pretend-module.ts";

freshDatabase();

beforeAll(async () => {
  await startQueue();
  return stopQueue;
});

let store: { accountId: string; storeId: string };
let poolId: string;
let named = 0;
beforeEach(async () => {
  store = await connectStore({
    platform: "magento",
    domain: randomUUID(),
    name: "Main Website",
    currency: "EUR",
    actor: "test",
  });
  named += 1;
  poolId = await poolWithCodes(store.accountId, codesNamed(`LATE${named}`, 3));
  const alerts = ["store.late", "store.back"] as const;
  const settings = { recipients: ["ada@example.com"], alerts: [...alerts] };
  await setAlertSettings({ accountId: store.accountId, actor: "test", settings });
  await exchange();
});

const exchange = async () => await new PretendModule(store).tick();
/** Lets so many minutes pass, by moving what was noted back. */
async function pass(minutes: number): Promise<void> {
  for (const moved of [
    "stores set exchanged_at = exchanged_at - $1::interval, connected_at = connected_at - $1::interval, late_told_at = late_told_at - $1::interval",
    "code_expiries set noted_at = noted_at - $1::interval",
    "bridge_instructions set created_at = created_at - $1::interval, ended_at = ended_at - $1::interval",
  ])
    await database().pool.query(`update ${moved}`, [`${minutes} minutes`]);
}
async function told(): Promise<string[]> {
  const { rows } = await database().pool.query<{ said: string }>(
    `select e.type || case when e.is_reminder then ' again' else '' end || ' ' || (e.detail ->> 'reason') as said
     from events e join alert_mails m on m.event_number = e.number where e.account_id = $1 order by e.number`,
    [store.accountId],
  );
  return rows.map(({ said }) => said);
}
const lateReasons = async () => (await listLateStores(store.accountId)).map(({ reason }) => reason);
const late = async () => (await listLateStores(store.accountId)).map(({ name }) => name);
/** An assigned code whose end the store is to be told. */
async function noteEnd(): Promise<void> {
  await database().pool.query(
    `insert into code_expiries (store_id, code_id, expires_at)
     select $1, id, now() + interval '5 days' from codes where pool_id = $2 limit 1`,
    [store.storeId, poolId],
  );
}

test("a store that has not called for an hour is told of once, again a day later, and when it calls again", async () => {
  await pass(59);
  await watchStores();
  expect([await told(), await late()]).toEqual([[], []]);
  await pass(2);
  await Promise.all([watchStores(), watchStores()]);
  await watchStores();
  expect([await told(), await late()]).toEqual([["store.late silent"], ["Main Website"]]);
  await pass(24 * 60 + 1);
  await watchStores();
  expect(await told()).toEqual(["store.late silent", "store.late again silent"]);
  expect(await lateReasons()).toEqual(["silent"]);
  await exchange();
  // The next round tells of it; the dashboard does not go on saying meanwhile what is no longer so.
  expect(await late()).toEqual([]);
  await watchStores();
  await watchStores();
  expect([await told(), await late()]).toEqual([
    ["store.late silent", "store.late again silent", "store.back silent"],
    [],
  ]);
});

test("ends of codes that wait for an hour are told of though the store calls, until it has taken them", async () => {
  await noteEnd();
  await instructExpiries(store.storeId);
  const { rows } = await database().pool.query<{ id: string }>(
    "select id from bridge_instructions where store_id = $1 and kind = 'codes.expire'",
    [store.storeId],
  );
  const instruction = rows[0]?.id ?? "";
  const answer = async (outcome: "done" | "failed") =>
    await hearResult(store.storeId, { instruction, outcome, detail: "The table is gone.", data: {} });
  await answer("failed");
  expect(await instructExpiries(store.storeId)).toBe(false);
  await pass(61);
  await database().pool.query("update stores set exchanged_at = now()");
  await watchStores();
  expect(await told()).toEqual(["store.late ends_untold"]);
  expect(await lateReasons()).toEqual(["ends_untold"]);

  expect(await exchange()).toBe(true);
  const module = new PretendModule(store);
  for (let round = 0; round < 3; round += 1) {
    await database().pool.query("update bridge_instructions set given_at = given_at - interval '2 minutes'");
    await module.tick();
  }
  const left = await database().prisma.codeExpiry.count({ where: { storeId: store.storeId } });
  expect(left).toBe(0);
  await watchStores();
  expect(await told()).toEqual(["store.late ends_untold", "store.back silent"]);
});

test("a store that never called since it was connected is told as such", async () => {
  await database().pool.query(
    "update stores set exchanged_at = exchanged_at - interval '9 days', connected_at = connected_at - interval '2 hours' where id = $1",
    [store.storeId],
  );
  await watchStores();
  expect(await lateReasons()).toEqual(["never_called"]);
});

test("nobody is told of a store without pools, nor of one that was disconnected", async () => {
  await pass(61);
  await archivePool({ accountId: store.accountId, poolId, actor: "test" });
  await watchStores();
  expect(await told()).toEqual([]);

  await poolWithCodes(store.accountId, codesNamed(`MORE${named}`, 1));
  await watchStores();
  expect(await told()).toEqual(["store.late silent"]);
  await disconnectShop({ storeId: store.storeId, actor: "test" });
  await watchStores();
  expect([await told(), await late()]).toEqual([["store.late silent"], []]);
  const { lateToldAt } = await database().prisma.store.findUniqueOrThrow({ where: { id: store.storeId } });
  expect(lateToldAt).toBeNull();
});

test("of a store that is late nobody is reminded, and nothing stands there, once the account has no pools left", async () => {
  await pass(61);
  await watchStores();
  await archivePool({ accountId: store.accountId, poolId, actor: "test" });
  expect(await late()).toEqual([]);
  await pass(24 * 60 + 1);
  await watchStores();
  expect(await told()).toEqual(["store.late silent"]);
});
