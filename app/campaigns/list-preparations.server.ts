import type { Preparation } from "@prisma/client";
import { PREPARATION_HOURS_KEPT } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { dealCodes } from "./deal-codes.ts";
import { preparableRoom } from "./deal-prepared.server.ts";
import { mintingRate } from "./minting-rate.server.ts";
import { openPreparations } from "./open-preparations.server.ts";
import { type PreparationLine, preparationProgress } from "./preparation-view.ts";
import { readyAt } from "./ready-at.ts";

/** Preparations of which the page still tells when they reserve nothing any more. */
const FINISHED_TOLD = 3;
/** Open preparations that a page tells of. */
const OPEN_TOLD_MAX = 50;
const MILLISECONDS_PER_HOUR = 3_600_000;

/** What is prepared in a pool: first what reserves codes, whoever needs them first; then the last few that do not. */
export async function listPreparations(poolId: string): Promise<PreparationLine[]> {
  const { pool: client, prisma } = database();
  const [pool, line, finished, campaigns] = await Promise.all([
    findPool(poolId),
    openPreparations(client, poolId),
    prisma.preparation.findMany({
      where: { poolId, quantity: { gt: 0 } },
      orderBy: { updatedAt: "desc" },
      take: OPEN_TOLD_MAX,
    }),
    prisma.campaign.findMany({ where: { poolId } }),
  ]);
  const openIds = line.slice(0, OPEN_TOLD_MAX).map(({ id }) => id);
  const open = await prisma.preparation.findMany({ where: { poolId, id: { in: openIds } } });
  const byId = new Map(open.map((preparation) => [preparation.id, preparation]));
  const isOpen = new Set(line.map(({ id }) => id));
  const told = [
    ...openIds.flatMap((id) => byId.get(id) ?? []),
    ...finished.filter(({ id }) => !isOpen.has(id)).slice(0, FINISHED_TOLD),
  ];
  if (told.length === 0) return [];

  const names = new Map(campaigns.map(({ campaignId, name }) => [campaignId, name]));
  const due = new Set(line.filter(({ isDue }) => isDue).map(({ id }) => id));
  // What the next claim would find.
  const { shares } = dealCodes(line, {
    available: pool.available,
    arrived: pool.added - pool.pending - pool.rejected - pool.dealtConfirmed,
    base: pool.type === "static" ? 0 : pool.bufferBase,
    room: preparableRoom(pool),
  });
  const codesPerSecond = pool.storeId === null ? null : await mintingRate(client, pool.storeId);
  return told.map((preparation) => {
    const { id, campaignId, quantity, claimed, by } = preparation;
    const { ready, pending, ahead, status } = preparationProgress(preparation, shares);
    const share = shares.find((one) => one.id === id);
    const madeFor = due.has(id) ? "now" : "its day";
    const expected =
      pending === 0 || codesPerSecond === null || pool.archivedAt !== null || pool.unavailableReason !== null
        ? null
        : readyAt({ now: pool.now, by, ahead, codesPerSecond, madeFor });
    return {
      id,
      campaignId,
      campaignName: names.get(campaignId) ?? null,
      quantity,
      claimed,
      ready,
      pending,
      short: share ? quantity - claimed - share.open : 0,
      by: by.toISOString(),
      readyAt: expected?.toISOString() ?? null,
      keptUntil: keptUntil(preparation),
      isDue: due.has(id),
      status,
    };
  });
}

async function findPool(poolId: string) {
  const { pool: client, prisma } = database();
  const pool = await prisma.pool.findUniqueOrThrow({ where: { id: poolId } });
  const { rows } = await client.query<{ now: Date; storeId: string | null }>(
    `select statement_timestamp() as now, (select store_id from templates where id = $1) as "storeId"`,
    [pool.templateId],
  );
  const [seen] = rows;
  if (!seen) throw new Error("The database told no time.");
  return { ...pool, ...seen };
}

function keptUntil({ by }: Preparation): string {
  return new Date(by.getTime() + PREPARATION_HOURS_KEPT * MILLISECONDS_PER_HOUR).toISOString();
}
