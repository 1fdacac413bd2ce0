import { database } from "#app/db/database.server.ts";
import { type RefusedCode, refusedCodesSchema } from "#app/pools/refused-codes.ts";
import { listTemplates } from "#app/templates/list-templates.server.ts";
import { type CreationView, findCreation } from "./find-creation.server.ts";

/** A look that was asked for longer ago will hardly come; a Magento store is told by cron, every five minutes perhaps. */
const LOOKING_SECONDS = { shopify: 120, magento: 600 } as const;

/** What the pages show of a static pool's codes in a shop. */
export interface CodesInShop {
  storeName: string;
  check: {
    /** Null: there was none yet. */
    checkedAt: string | null;
    looked: number;
    refused: RefusedCode[];
    /** Why nothing could be looked up: a reason of a store out of reach, or a sentence. */
    trouble: string | null;
    /** Whether somebody asked for a look that is to come. */
    isLooking: boolean;
  };
  /** The one under way, or what came of the last. */
  creation: CreationView | null;
  /** Those under which the codes can be created now. */
  templates: { id: string; name: string; value: string }[];
  /** When the first of the codes ends by its upload; null: none has an end. */
  firstEnd: string | null;
}

/**
 * Null: the shop is not connected, so nobody knows where the codes should work; or the pool has no code left
 * that could be looked up, and nothing was created for it of late.
 */
export async function codesInShop(request: {
  accountId: string;
  poolId: string;
  storeId: string;
}): Promise<CodesInShop | null> {
  const { accountId, poolId, storeId } = request;
  const { prisma } = database();
  const store = await prisma.store.findFirst({
    where: { id: storeId, accountId, disconnectedAt: null },
  });
  if (!store) return null;
  const [pool, check, creation, templates] = await Promise.all([
    prisma.pool.findFirst({ where: { id: poolId, accountId } }),
    prisma.poolCheck.findUnique({ where: { poolId_storeId: { poolId, storeId: store.id } } }),
    findCreation(poolId, store.id),
    listTemplates({ accountId, archived: "no" }),
  ]);
  const isEmpty = pool?.available === 0;
  if (isEmpty && !creation) return null;
  const working = ["working", "scheduled"];
  return {
    storeName: store.name,
    check: checkOf(isEmpty ? null : check, LOOKING_SECONDS[store.platform]),
    creation,
    templates: templates
      .filter(({ storeId, platformStatus }) => storeId === store.id && working.includes(platformStatus))
      .map(({ id, name, words }) => ({ id, name, value: (words[0] ?? "").replace(/\.$/, "") })),
    firstEnd: pool?.nextExpiryAt?.toISOString() ?? null,
  };
}

function checkOf(
  row: {
    askedAt: Date | null;
    checkedAt: Date | null;
    looked: number;
    findings: unknown;
    trouble: string | null;
  } | null,
  lookingSeconds: number,
): CodesInShop["check"] {
  if (!row) return { checkedAt: null, looked: 0, refused: [], trouble: null, isLooking: false };
  const { askedAt, checkedAt, looked, trouble } = row;
  const isAnswered = !askedAt || (checkedAt && checkedAt >= askedAt);
  return {
    checkedAt: checkedAt?.toISOString() ?? null,
    looked,
    refused: refusedCodesSchema.parse(row.findings),
    trouble,
    isLooking: !isAnswered && Date.now() - askedAt.getTime() < lookingSeconds * 1_000,
  };
}
