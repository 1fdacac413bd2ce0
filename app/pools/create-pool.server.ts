import { Prisma } from "@prisma/client";
import { database } from "#app/db/database.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { prismaQueryable } from "#app/db/prisma-queryable.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { handleTaken } from "./handle-taken.ts";
import { type PoolSettingsInput, poolSettingsSchema, settingsErrors } from "./pool-settings.ts";
import { type PoolDetail, poolDetail } from "./pool-view.ts";

/**
 * Makes a static pool. Refusals: `invalid_request` with one entry per field, among them a handle that a
 * pool of the account has or had.
 */
export async function createPool(request: {
  accountId: string;
  settings: PoolSettingsInput;
  actor: string;
}): Promise<Result<PoolDetail>> {
  const parsed = poolSettingsSchema.safeParse(request.settings);
  if (!parsed.success) {
    return refuse("invalid_request", "Some fields need another look.", {
      errors: settingsErrors(parsed.error),
    });
  }
  const settings = parsed.data;
  const id = newId("pool");
  try {
    const pool = await database().prisma.$transaction(async (transaction) => {
      const created = await transaction.pool.create({
        data: {
          id,
          accountId: request.accountId,
          type: "static",
          ...settings,
          fallbackCode: settings.fallbackCode || null,
        },
      });
      await transaction.poolHandle.create({
        data: { accountId: request.accountId, handle: settings.handle, poolId: id },
      });
      await appendHistory(prismaQueryable(transaction), {
        accountId: request.accountId,
        poolId: id,
        actor: request.actor,
        verb: "pool.created",
      });
      return created;
    });
    return succeed(poolDetail(pool));
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") return handleTaken();
    throw error;
  }
}
