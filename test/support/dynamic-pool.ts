import { randomBytes } from "node:crypto";
import { codeFormatSchema } from "#app/codes/code-format.ts";
import { lockAccountCodes } from "#app/codes/lock-account-codes.server.ts";
import { type SettledCode, settleBatch } from "#app/codes/settle-batch.server.ts";
import { writePendingCodes } from "#app/codes/write-pending-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import type { PerContact, UnavailableReason, WhenDry } from "#app/pools/pool-view.ts";

export interface DynamicPool {
  id: string;
  accountId: string;
  storeId: string;
  templateId: string;
}

export interface DynamicSettings {
  handle?: string;
  perContact?: PerContact;
  whenDry?: WhenDry;
  fallbackCode?: string;
  limit?: number | null;
  validDays?: number | null;
  timeZone?: string;
  endsAtClaim?: boolean;
  bufferTarget?: number;
  bufferBase?: number;
  /** 0, so that tests do not wait unless they are about waiting. */
  waitMilliseconds?: number;
  notReadyFallback?: boolean;
  unavailableReason?: UnavailableReason | null;
  releaseAllowed?: boolean;
  minValiditySeconds?: number;
  releaseWindowHours?: number;
  releaseQuarantineHours?: number;
}

/** A dynamic pool as the pages would make it, without a code and without a platform. */
export async function newDynamicPool(
  accountId: string,
  settings: DynamicSettings = {},
): Promise<DynamicPool> {
  const { prisma } = database();
  const store = await prisma.store.findFirstOrThrow({ where: { accountId } });
  const templateId = newId("template");
  const id = newId("pool");
  const { handle = id.toLowerCase().replace("_", "-"), ...rest } = settings;
  await prisma.template.create({
    data: {
      id: templateId,
      accountId,
      storeId: store.id,
      name: "Ten percent",
      source: "described",
      offer: {},
    },
  });
  await prisma.pool.create({
    data: {
      id,
      accountId,
      type: "dynamic",
      name: `Pool ${handle}`,
      handle,
      templateId,
      codeFormat: codeFormatSchema.parse({ prefix: "DYN-" }),
      waitMilliseconds: 0,
      ...rest,
    },
  });
  await prisma.poolHandle.create({ data: { accountId, handle, poolId: id } });
  return { id, accountId, storeId: store.id, templateId };
}

/** Writes pending codes of one group, as replenishing does, and answers its batches. */
export async function writeCodes(
  pool: DynamicPool,
  quantity: number,
  endsAt: Date | null = null,
): Promise<{ groupId: string; batchIds: string[] }> {
  const { id: poolId, accountId, storeId, templateId } = pool;
  const { prisma } = database();
  const known = await prisma.group.findFirst({ where: { templateId, endsAt } });
  const group =
    known ??
    (await prisma.group.create({
      data: {
        id: newId("group"),
        accountId,
        storeId,
        templateId,
        endsAt,
        title: "Ten percent",
        offerVersion: 1,
        state: "live",
      },
    }));
  const { codeFormat } = await prisma.pool.findUniqueOrThrow({ where: { id: poolId } });
  const format = codeFormatSchema.parse(codeFormat);
  const { batchIds } = await inTransaction(async (client) => {
    await lockAccountCodes(client, accountId);
    await client.query("select from pools where id = $1 for update", [poolId]);
    return await writePendingCodes(
      client,
      { accountId, storeId, poolId, groupId: group.id, format, quantity },
      randomBytes,
    );
  });
  return { groupId: group.id, batchIds };
}

/** Settles a batch as a platform would that rejects some of its codes. */
export async function settleCodes(
  batchId: string,
  options: { rejected?: number; endsAt?: Date | null } = {},
): Promise<SettledCode[]> {
  const codes = await database().prisma.code.findMany({ where: { batchId }, orderBy: { id: "asc" } });
  const outcomes = codes.map(
    ({ code, id }, index): SettledCode =>
      index < (options.rejected ?? 0)
        ? { code, kind: "rejected", platformNo: null }
        : { code, kind: "created", platformNo: Number(id) + 1_000_000 },
  );
  await inTransaction((client) => settleBatch(client, batchId, outcomes, options.endsAt ?? null));
  return outcomes;
}

/** Codes confirmed by the platform, in the pool's buffer. */
export async function mintCodes(
  pool: DynamicPool,
  quantity: number,
  endsAt: Date | null = null,
): Promise<string[]> {
  const { batchIds } = await writeCodes(pool, quantity, endsAt);
  const codes: string[] = [];
  for (const batchId of batchIds)
    codes.push(...(await settleCodes(batchId, { endsAt })).map(({ code }) => code));
  return codes;
}

/** A dynamic pool with so many codes ready. */
export async function poolWithReadyCodes(
  accountId: string,
  quantity: number,
  settings: DynamicSettings = {},
): Promise<DynamicPool> {
  const pool = await newDynamicPool(accountId, settings);
  if (quantity > 0) await mintCodes(pool, quantity);
  return pool;
}
