import { codeFormatSchema } from "#app/codes/code-format.ts";
import { MINT_LEASE_SECONDS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { type OfferInput, offerSchema } from "#app/platforms/offer.ts";
import type { Clock, Work } from "#app/replenishment/work.ts";
import type { PretendPlatform } from "./pretend-platform.ts";

export const TEN_PERCENT: OfferInput = {
  reward: { kind: "amount_off", value: { kind: "percentage", percent: 10 }, items: { kind: "all" } },
  startsAt: "2026-01-01T00:00:00Z",
};

/** A clock whose waits are over at once: time is what was waited for. */
export function quickClock(start = new Date()): Clock & { set(instant: Date): void } {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    set: (instant) => {
      at = instant.getTime();
    },
    wait: async (seconds, signal) => {
      // Beside its flights a minting store waits for the renewal of its lease: no time passes for that.
      if (seconds !== MINT_LEASE_SECONDS / 4) at += seconds * 1_000;
      else if (!signal.aborted) {
        await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
      }
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/** What a job is handed, with the platform of the test. */
export function workOn(platform: PretendPlatform, overrides: Partial<Work> = {}): Work {
  return {
    platform,
    clock: quickClock(),
    random: Math.random,
    signal: new AbortController().signal,
    ...overrides,
  };
}

export interface ReplenishedPool {
  id: string;
  accountId: string;
  storeId: string;
  templateId: string;
}

/** A described template in the account's store. */
export async function newTemplate(accountId: string, offer: Partial<OfferInput> = {}): Promise<string> {
  const { prisma } = database();
  const store = await prisma.store.findFirstOrThrow({ where: { accountId } });
  const id = newId("template");
  await prisma.template.create({
    data: {
      id,
      accountId,
      storeId: store.id,
      name: "Ten percent",
      source: "described",
      offer: offerSchema.parse({ ...TEN_PERCENT, ...offer }),
    },
  });
  return id;
}

/**
 * A zone in which it is noon by the database's clock, which a test may have set: in the last hour of a day the next
 * group is made beside the one of today, which is a test's subject or none of its business.
 */
async function zoneAtNoon(): Promise<string> {
  const { rows } = await database().pool.query<{ now: Date }>("select statement_timestamp() as now");
  const hours = (rows[0] as { now: Date }).now.getUTCHours() - 12;
  return `Etc/GMT${hours < 0 ? hours : `+${hours}`}`;
}

/** A dynamic pool of a template, without codes; in a zone in which it is noon, unless another one is said. */
export async function newPool(
  accountId: string,
  templateId: string,
  settings: {
    validDays?: number;
    expiryPrecision?: "day" | "week";
    timeZone?: string;
    limit?: number;
    bufferFixed?: number;
  } = {},
): Promise<ReplenishedPool> {
  const { prisma } = database();
  const { storeId } = await prisma.template.findUniqueOrThrow({ where: { id: templateId } });
  const id = newId("pool");
  const handle = id.toLowerCase().replace("_", "-");
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
      ...settings,
      timeZone: settings.timeZone ?? (await zoneAtNoon()),
    },
  });
  await prisma.poolHandle.create({ data: { accountId, handle, poolId: id } });
  return { id, accountId, storeId, templateId };
}
