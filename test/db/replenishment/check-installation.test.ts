import { beforeEach, expect, test } from "vitest";
import { connectStore } from "#app/accounts/connect-store.server.ts";
import { disconnectStore } from "#app/accounts/disconnect-store.server.ts";
import { database } from "#app/db/database.server.ts";
import { checkInstallation } from "#app/replenishment/check-installation.server.ts";
import { checkStore } from "#app/replenishment/check-store.server.ts";
import { recheckStore } from "#app/replenishment/recheck-store.server.ts";
import { freshDatabase } from "#test/support/database.ts";
import { type DynamicPool, poolWithReadyCodes } from "#test/support/dynamic-pool.ts";
import { pretendInstallation } from "#test/support/pretend-installation.ts";
import { pretendPlatform } from "#test/support/pretend-platform.ts";
import { workOn } from "#test/support/replenished-pool.ts";

freshDatabase();

const GONE = { kind: "gone", access: "seal" } as const;
const INSTALLED = { kind: "installed", missingScope: false } as const;
const MINUTE = 60_000;

let count = 0;
let domain: string;
let storeId: string;
let connectedAt: number;
let pool: DynamicPool;

const connect = () => connectStore({ platform: "shopify", domain, actor: "Ada" });
const reason = async () =>
  (await database().prisma.pool.findUniqueOrThrow({ where: { id: pool.id } })).unavailableReason;
const isConnected = async () =>
  (await database().prisma.store.findUniqueOrThrow({ where: { id: storeId } })).disconnectedAt === null;
const check = async (
  installation: ReturnType<typeof pretendInstallation>,
  saidAt: Date | null = new Date(connectedAt + MINUTE),
) => await checkInstallation({ platform: "shopify", domain, saidAt, installation });
const jobs = async (name: string) => {
  const { rows } = await database().pool.query(
    "select 1 from pgboss.job where name = $1 and data ->> 'storeId' = $2",
    [name, storeId],
  );
  return rows.length;
};

beforeEach(async () => {
  count += 1;
  domain = `life-${count}.myshopify.com`;
  const connected = await connect();
  storeId = connected.storeId;
  pool = await poolWithReadyCodes(connected.accountId, 3);
  const store = await database().prisma.store.findUniqueOrThrow({ where: { id: storeId } });
  connectedAt = store.connectedAt.getTime();
});

test("a store whose access is refused is disconnected, its access forgotten and its pools stopped, at once", async () => {
  const installation = pretendInstallation(GONE);
  expect(await check(installation)).toBe("disconnected");
  expect([await isConnected(), installation.access, await reason()]).toEqual([false, null, "disconnected"]);
});

test("a store that comes back finds its pools and codes; once it has been looked at, they go on", async () => {
  await check(pretendInstallation(GONE));
  expect(await connect()).toMatchObject({ storeId, cameBack: true });
  expect(await jobs("check-store")).toBe(1);
  expect(await database().prisma.pool.findUnique({ where: { id: pool.id } })).toMatchObject({
    available: 3,
    unavailableReason: "disconnected",
  });
  await checkStore({ ...workOn(pretendPlatform(Math.random)), storeId });
  expect(await reason()).toBeNull();
  expect(await jobs("mint-store")).toBeGreaterThan(0);
});

test("what was said before the installation began does not end it, and is not even looked into", async () => {
  const installation = pretendInstallation(GONE);
  expect(await check(installation, new Date(connectedAt - 10 * MINUTE))).toBe("older");
  expect([await isConnected(), installation.looks, installation.access]).toEqual([true, 0, "seal"]);
});

test("what was said about then, by another clock, is looked into", async () => {
  const installation = pretendInstallation(INSTALLED);
  expect(await check(installation, new Date(connectedAt - MINUTE))).toBe("installed");
  expect([await isConnected(), installation.looks]).toEqual([true, 1]);
  expect(await check(pretendInstallation(GONE), new Date(connectedAt - MINUTE))).toBe("disconnected");
});

test("a store that still accepts the access stays, whenever the webhook says otherwise", async () => {
  for (const saidAt of [null, new Date(connectedAt + MINUTE)]) {
    const installation = pretendInstallation(INSTALLED);
    expect(await check(installation, saidAt)).toBe("installed");
    expect([await isConnected(), installation.access]).toEqual([true, "seal"]);
  }
  expect(await jobs("check-store")).toBe(2);
});

test("a webhook that does not say when is looked into", async () => {
  expect(await check(pretendInstallation(GONE), null)).toBe("disconnected");
});

test("an access that came while the old one was looked at is kept: it is looked at again", async () => {
  const installation = pretendInstallation(GONE);
  installation.onLook = async () => {
    installation.access = "another seal";
  };
  await expect(check(installation)).rejects.toThrow("new access");
  expect([await isConnected(), installation.access, await reason()]).toEqual([true, "another seal", null]);
});

test("a store that left and came back during the look is another installation", async () => {
  const installation = pretendInstallation(GONE);
  installation.onLook = async () => {
    await disconnectStore(database().pool, storeId);
    await connect();
  };
  expect(await check(installation)).toBe("not_connected");
  expect([await isConnected(), installation.access]).toEqual([true, "seal"]);
});

test("a frozen store answers nobody: only what was said of this installation ends it", async () => {
  const frozen = { kind: "frozen", access: "seal" } as const;
  expect(await check(pretendInstallation(frozen), null)).toBe("installed");
  expect([await isConnected(), await reason()]).toEqual([true, "shop_frozen"]);
  expect(await check(pretendInstallation(frozen))).toBe("disconnected");
});

test("no answer is no answer: the question is asked again", async () => {
  await expect(check(pretendInstallation({ kind: "unknown", detail: "an outage" }))).rejects.toThrow(
    "an outage",
  );
  expect(await isConnected()).toBe(true);
});

test("pools of a store without the permission to make codes stop, and go on when it is back", async () => {
  expect(await check(pretendInstallation({ kind: "installed", missingScope: true }))).toBe("installed");
  expect([await isConnected(), await reason()]).toEqual([true, "scopes_missing"]);
  await check(pretendInstallation(INSTALLED));
  expect(await jobs("check-store")).toBe(1);
  await checkStore({ ...workOn(pretendPlatform(Math.random)), storeId });
  expect(await reason()).toBeNull();
});

test("new access to a store has it looked at when its pools were out of reach, and only then", async () => {
  await recheckStore(storeId);
  expect(await jobs("check-store")).toBe(0);
  await database().prisma.pool.update({
    where: { id: pool.id },
    data: { unavailableReason: "reconnect_needed" },
  });
  await recheckStore(storeId);
  expect(await jobs("check-store")).toBe(1);
});

test("stores that are unknown or were disconnected before are left alone", async () => {
  await disconnectStore(database().pool, storeId);
  const installation = pretendInstallation(GONE);
  expect(await check(installation)).toBe("not_connected");
  domain = "unknown.myshopify.com";
  expect(await check(installation)).toBe("not_connected");
  expect(installation.looks).toBe(0);
});
