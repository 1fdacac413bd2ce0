import { type CodesChecked, checkCodes } from "./check-codes.server.ts";
import { checkStaticCodes } from "./check-static-codes.server.ts";
import type { Settled } from "./patiently.ts";
import type { Work } from "./work.ts";

/** A pool whose codes are looked up. */
export interface PoolToCheck extends Record<string, unknown> {
  id: string;
  accountId: string;
  type: "static" | "dynamic";
}

/** Looks up some codes of a pool: missing ones of ours are taken out, of a merchant's the merchant is told. */
export async function checkPoolCodes(
  work: Work & { storeId: string },
  pool: PoolToCheck,
): Promise<Settled<CodesChecked>> {
  if (pool.type === "dynamic") return await checkCodes(work, pool);
  const checked = await checkStaticCodes(work, pool);
  if (checked.kind !== "done") return checked;
  const { looked, refused } = checked.value;
  return { kind: "done", value: { poolId: pool.id, looked, refused: refused.map(({ code }) => code) } };
}
