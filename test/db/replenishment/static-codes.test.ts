import { beforeEach, expect, test } from "vitest";
import { database } from "#app/db/database.server.ts";
import { offerSchema } from "#app/platforms/offer.ts";
import { listPools } from "#app/pools/list-pools.server.ts";
import { askCheck } from "#app/replenishment/ask-check.server.ts";
import { checkPool } from "#app/replenishment/check-pool.server.ts";
import { checkStore } from "#app/replenishment/check-store.server.ts";
import { codesInShop } from "#app/replenishment/codes-in-shop.server.ts";
import { freshDatabase } from "#test/support/database.ts";
import { codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";
import { type PretendPlatform, pretendPlatform } from "#test/support/pretend-platform.ts";
import { TEN_PERCENT, workOn } from "#test/support/replenished-pool.ts";

freshDatabase();

let platform: PretendPlatform;
let accountId: string;
let storeId: string;
let poolId: string;
let codes: string[];
let named = 0;

beforeEach(async () => {
  platform = pretendPlatform(Math.random);
  accountId = await newAccount();
  const store = await database().prisma.store.findFirstOrThrow({ where: { accountId } });
  storeId = store.id;
  named += 1;
  codes = codesNamed(`S${named}`, 30);
  poolId = await poolWithCodes(accountId, codes);
  discount("summer", "active", null);
  for (const code of codes) put(code, "summer");
});

function discount(id: string, status: "active" | "expired" | "scheduled", endsAt: string | null): void {
  platform.discounts.set(id, {
    id,
    title: id,
    tag: "",
    isOurs: false,
    offer: offerSchema.parse(TEN_PERCENT),
    kind: "basic",
    value: "5% off",
    conditions: [],
    status,
    startsAt: "2026-01-01T00:00:00Z",
    endsAt,
    usesPerCode: 1,
    oncePerCustomer: false,
    codesCount: 1,
  });
}
function put(code: string, discountId: string): void {
  platform.codes.set(code.toLowerCase(), { code, discountId, no: 1 });
}
const look = async () => await checkStore({ ...workOn(platform), storeId });
async function shown() {
  const found = await codesInShop({ accountId, poolId, storeId });
  if (!found) throw new Error("The account has no store.");
  return found.check;
}
async function history(): Promise<string[]> {
  const rows = await database().prisma.historyEntry.findMany({
    where: { poolId, verb: { startsWith: "codes." } },
    orderBy: { id: "asc" },
  });
  return rows.map(({ verb }) => verb);
}

test("five of the next twenty codes are looked up, the very next always", async () => {
  for (const code of codes.slice(20)) platform.codes.delete(code.toLowerCase());
  expect(await look()).toEqual([{ poolId, looked: 5, refused: [] }]);
  expect(await shown()).toMatchObject({ looked: 5, refused: [], trouble: null });
  platform.codes.delete(codes[0]?.toLowerCase() ?? "");
  const [found] = await look();
  expect(found?.refused).toEqual([codes[0]]);
});

test("a code that was refused is looked at again, so that what was found lasts until it is over", async () => {
  const refused = codes[7] ?? "";
  platform.codes.delete(refused.toLowerCase());
  const found = async () => (await look())[0]?.refused.includes(refused) === true;
  while (!(await found()));
  for (let again = 0; again < 10; again += 1) expect(await found()).toBe(true);
  put(refused, "summer");
  expect(await found()).toBe(false);
  expect(await history()).toEqual(["codes.refused", "codes.accepted"]);
});

test("why a code would be refused is told: missing, ended, scheduled, switched off", async () => {
  poolId = await poolWithCodes(accountId, codesNamed(`W${named}`, 5));
  discount("ended", "active", "2026-01-02T00:00:00Z");
  discount("scheduled", "scheduled", null);
  discount("off", "expired", null);
  const [missing, ...rest] = codesNamed(`W${named}`, 5);
  for (const [index, code] of rest.entries()) put(code, ["ended", "scheduled", "off", "summer"][index] ?? "");
  await look();
  const { refused } = await shown();
  expect(refused.toSorted((a, b) => (a.code < b.code ? -1 : 1))).toEqual([
    { code: missing, why: "not_in_shop", discount: null },
    { code: rest[0], why: "ended", discount: "ended" },
    { code: rest[1], why: "scheduled", discount: "scheduled" },
    { code: rest[2], why: "inactive", discount: "off" },
  ]);
});

test("findings replace each other; the history tells when they begin and end, not every look", async () => {
  platform.codes.clear();
  await look();
  await look();
  expect(await shown()).toMatchObject({ looked: 5, refused: expect.any(Array) });
  expect(await history()).toEqual(["codes.refused"]);
  for (const code of codes) put(code, "summer");
  await look();
  expect((await shown()).refused).toEqual([]);
  expect(await history()).toEqual(["codes.refused", "codes.accepted"]);
});

test("the list of pools marks them, finds them and puts them first", async () => {
  const quiet = await poolWithCodes(accountId, codesNamed(`Q${named}`, 3));
  for (const code of codesNamed(`Q${named}`, 3)) put(code, "summer");
  platform.codes.delete(codes[0]?.toLowerCase() ?? "");
  await look();
  const list = { accountId, direction: "asc" as const, page: 1, pageSize: 10 };
  const all = await listPools({ ...list, sort: "attention" });
  expect(all.pools.map(({ id, codesRefused }) => [id, codesRefused])).toEqual([
    [poolId, true],
    [quiet, false],
  ]);
  const found = await listPools({ ...list, sort: "name", codes: "refused" });
  expect(found.pools.map(({ id }) => id)).toEqual([poolId]);
});

test("a look that was asked for is one job however often one presses, and is answered on the page", async () => {
  await Promise.all([askCheck({ accountId, poolId }), askCheck({ accountId, poolId })]);
  await askCheck({ accountId, poolId });
  expect((await shown()).isLooking).toBe(true);
  const { rows } = await database().pool.query<{ jobs: number }>(
    "select count(*) as jobs from pgboss.job where name = 'check-pool' and data ->> 'poolId' = $1",
    [poolId],
  );
  expect(rows[0]?.jobs).toBe(1);
  await checkPool({ ...workOn(platform), poolId, storeId });
  expect(await shown()).toMatchObject({ isLooking: false, looked: 5, checkedAt: expect.any(String) });
});

test("a store out of reach is told as such, and what was found before stays", async () => {
  platform.codes.clear();
  await look();
  platform.outOfReach = "scopes_missing";
  await askCheck({ accountId, poolId });
  await checkPool({ ...workOn(platform), poolId, storeId });
  expect(await shown()).toMatchObject({ isLooking: false, trouble: "scopes_missing", looked: 5 });
  expect((await shown()).refused).toHaveLength(5);
});

test("codes that end too soon to be assigned are not looked up", async () => {
  const soon = codesNamed(`E${named}`, 3).map((code) => ({
    code,
    expiresAt: new Date(Date.now() + 60_000),
  }));
  poolId = await poolWithCodes(accountId, soon);
  await look();
  expect(await shown()).toMatchObject({ looked: 0, refused: [] });
});

test("a pool without a code left is not said to be unchecked: there is nothing to look up", async () => {
  await database().pool.query("update codes set state = 'undone' where pool_id = $1", [poolId]);
  await database().pool.query("update pools set available = 0, undone = undone + available where id = $1", [
    poolId,
  ]);
  expect(await codesInShop({ accountId, poolId, storeId })).toBeNull();
});
