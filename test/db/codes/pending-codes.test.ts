import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { codeFormatSchema } from "#app/codes/code-format.ts";
import { listWasted, markPlatformDeleted } from "#app/codes/list-wasted.server.ts";
import { settleBatch } from "#app/codes/settle-batch.server.ts";
import { writePendingCodes } from "#app/codes/write-pending-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { sweepPools } from "#app/pools/sweep-pools.server.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import {
  type DynamicPool,
  mintCodes,
  newDynamicPool,
  settleCodes,
  writeCodes,
} from "#test/support/dynamic-pool.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";

freshDatabase();

let accountId: string;
beforeAll(async () => {
  accountId = await newAccount();
});

const counts = async ({ id }: DynamicPool) => {
  const { added, pending, available, rejected, expired } = await database().prisma.pool.findUniqueOrThrow({
    where: { id },
  });
  return { added, pending, available, rejected, expired };
};

describe("pending codes", () => {
  test("are written in batches of at most 250, count as pending, and are none that a claim could read", async () => {
    const pool = await newDynamicPool(accountId);
    const { batchIds } = await writeCodes(pool, 600);
    const batches = await database().prisma.batch.findMany({ where: { id: { in: batchIds } } });
    expect(batches.map(({ quantity }) => quantity).sort()).toEqual([100, 250, 250]);
    expect(await counts(pool)).toEqual({ added: 600, pending: 600, available: 0, rejected: 0, expired: 0 });
    const codes = await database().prisma.code.findMany({ where: { poolId: pool.id } });
    expect(codes.every(({ position, code }) => position === -1n && code.startsWith("DYN-"))).toBe(true);
    await expectCountsEqualRows(pool.id);
  });

  test("are drawn again where the account has or had a code, and are fewer only when the format is used up", async () => {
    const other = await newDynamicPool(accountId);
    const pool = await newDynamicPool(accountId);
    const format = codeFormatSchema.parse({
      alphabet: "own",
      characters: "XYZW",
      groups: 1,
      groupLength: 3,
      prefix: "few-",
    });
    const write = ({ id, storeId }: DynamicPool, quantity: number) =>
      inTransaction((client) =>
        writePendingCodes(
          client,
          { accountId, storeId, poolId: id, groupId: "grp_test", format, quantity },
          randomBytes,
        ),
      );
    // 64 codes are possible, among them XXX, which nobody wants to read.
    expect(await write(other, 40)).toMatchObject({ written: 40 });
    expect(await write(pool, 12)).toMatchObject({ written: 12 });
    expect((await write(pool, 30)).written).toBeLessThanOrEqual(11);
    await expectCountsEqualRows(pool.id);
    await expectCountsEqualRows(other.id);
  });
});

describe("settling a batch", () => {
  test("makes confirmed codes available with their end, throws rejected ones away, and may be repeated", async () => {
    const pool = await newDynamicPool(accountId);
    const endsAt = new Date("2099-01-31T22:59:59Z");
    const { batchIds } = await writeCodes(pool, 10, endsAt);
    const [batchId = ""] = batchIds;
    await settleCodes(batchId, { rejected: 3, endsAt });
    expect(await counts(pool)).toEqual({ added: 10, pending: 0, available: 7, rejected: 3, expired: 0 });
    const once = await database().prisma.code.findMany({ where: { batchId }, orderBy: { id: "asc" } });
    expect(once.filter(({ state }) => state === "available").map(({ expiresAt }) => expiresAt)).toEqual(
      Array(7).fill(endsAt),
    );
    expect(await database().prisma.batch.findUnique({ where: { id: batchId } })).toMatchObject({
      state: "settled",
      confirmed: 7,
      rejected: 3,
    });
    await settleCodes(batchId, { rejected: 5, endsAt: null });
    expect(await database().prisma.code.findMany({ where: { batchId }, orderBy: { id: "asc" } })).toEqual(
      once,
    );
    expect(await counts(pool)).toEqual({ added: 10, pending: 0, available: 7, rejected: 3, expired: 0 });
    await expectCountsEqualRows(pool.id);
  });

  test("goes on where it was left: the batch is settled with its last code, in whatever case it is told", async () => {
    const pool = await newDynamicPool(accountId);
    const { batchIds } = await writeCodes(pool, 4);
    const [batchId = ""] = batchIds;
    const codes = await database().prisma.code.findMany({ where: { batchId } });
    const settle = (from: number, to: number) =>
      inTransaction((client) =>
        settleBatch(
          client,
          batchId,
          codes
            .slice(from, to)
            .map(({ code }) => ({ code: code.toLowerCase(), kind: "created" as const, platformNo: 7 })),
          null,
        ),
      );
    expect(await settle(0, 3)).toEqual({ confirmed: 3, wasted: 0, rejected: 0, pending: 1 });
    expect(await database().prisma.batch.findUnique({ where: { id: batchId } })).toMatchObject({
      state: "pending",
      settledAt: null,
    });
    expect(await settle(0, 4)).toEqual({ confirmed: 1, wasted: 0, rejected: 0, pending: 0 });
    expect(await database().prisma.batch.findUnique({ where: { id: batchId } })).toMatchObject({
      state: "settled",
      confirmed: 4,
    });
  });
});

test("codes that end too soon are dropped and listed for deletion on the platform until they are deleted", async () => {
  const pool = await newDynamicPool(accountId);
  const soon = new Date(Date.now() + 1_800_000);
  await mintCodes(pool, 3, soon);
  await mintCodes(pool, 2, new Date(Date.now() + 86_400_000));
  const group = await database().prisma.group.findFirstOrThrow({
    where: { templateId: pool.templateId, endsAt: soon },
  });
  await sweepPools();
  expect(await counts(pool)).toMatchObject({ available: 2, expired: 3 });
  await expectCountsEqualRows(pool.id);
  const client = database().pool;
  const wasted = await listWasted(client, group.id, 100);
  expect(wasted.length).toBe(3);
  expect((await listWasted(client, group.id, 2)).length).toBe(2);
  await markPlatformDeleted(
    client,
    wasted.slice(0, 2).map(({ id }) => id),
  );
  expect(await listWasted(client, group.id, 100)).toEqual([wasted[2]]);
});
