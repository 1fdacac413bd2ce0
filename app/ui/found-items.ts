import type { ClaimLine } from "../claims/claim-line.ts";
import type { FoundCodeView } from "./LookUp.tsx";

/** A code that was found, with the message that it was for. */
export interface FoundItem {
  /** Different for every item of a list. */
  id: string;
  code: string | null;
  /** Null: a fixed code, which many people share. */
  codeId: number | null;
  /** Of the code, or what became of the answer: `released`, `fallback`. */
  state: string;
  poolId: string;
  poolName: string;
  /** The file that it came with, or the batch in which it was made. */
  origin: string | null;
  expiresAt: string | null;
  orders: string | null;
  message: Pick<
    ClaimLine,
    "key" | "campaignId" | "campaignType" | "outcome" | "claimedAt" | "releasedAt" | "anotherFor" | "others"
  > | null;
  /** Why there is no message: nobody ever got the code, or everybody gave it back. Null: there is one. */
  nobody: "ever" | "any more" | null;
}

export function itemOfClaim(line: ClaimLine): FoundItem {
  const { key, code, codeId, codeState, poolId, poolName, expiresAt, orders } = line;
  const isFixed = line.outcome === "fallback";
  return {
    id: `${poolId} ${key ?? `${codeId} ${line.claimedAt}`}`,
    code,
    codeId,
    state: line.releasedAt ? "released" : isFixed ? "fallback" : (codeState ?? "void"),
    poolId,
    poolName,
    origin: originOf(line.fileName, line.batchId),
    expiresAt,
    orders,
    message: line,
    nobody: null,
  };
}

/** A code once for every message that was answered with it, and once by itself where nobody holds it. */
export function itemsOfCode(found: FoundCodeView): FoundItem[] {
  const items = found.claims.map(itemOfClaim);
  if (found.claims.some(({ releasedAt }) => releasedAt === null)) return items;
  const used = found.orders.filter(({ cancelledAt }) => cancelledAt === null);
  const itself: FoundItem = {
    id: found.code,
    code: found.code,
    codeId: found.id,
    state: found.state,
    poolId: found.poolId,
    poolName: found.poolName,
    origin: originOf(found.fileName, found.batchId),
    expiresAt: found.expiresAt,
    orders: used.length > 0 ? used.map(({ order }) => order).join(", ") : null,
    message: null,
    nobody: items.length > 0 ? "any more" : "ever",
  };
  return [itself, ...items];
}

function originOf(fileName: string | null, batchId: string | null): string | null {
  if (fileName) return `Upload ${fileName}`;
  return batchId ? `Batch ${batchId}` : null;
}
