import { percentRemaining } from "./percent-remaining.ts";
import {
  type DynamicDetail,
  type ExpiryPrecision,
  type LowWaterUnit,
  type PerContact,
  POOL_STATUSES,
  type PoolCounts,
  type PoolDetail,
  type PoolStatus,
  type PoolType,
  type PoolView,
  type WhenDry,
} from "./pool-view.ts";

/** What a pool's row holds, as Prisma reads it. */
export interface PoolRow extends PoolCounts {
  id: string;
  handle: string;
  name: string;
  type: PoolType;
  stock: string;
  perContact: PerContact;
  whenDry: WhenDry;
  fallbackCode: string | null;
  lowWaterUnit: LowWaterUnit;
  lowWaterValue: number;
  releaseAllowed: boolean;
  releaseWindowHours: number;
  releaseQuarantineHours: number;
  minValiditySeconds: number;
  limit: number | null;
  validDays: number | null;
  expiryPrecision: ExpiryPrecision;
  unavailableReason: string | null;
  archivedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** `stock` is what the database derives from the counts; an archived pool says so first. */
function poolStatus(row: Pick<PoolRow, "archivedAt" | "stock">): PoolStatus {
  if (row.archivedAt) return "archived";
  return POOL_STATUSES.find((status) => status === row.stock) ?? "active";
}

/** What a pool has left to assign: a static one its codes, a limited one its limit; null without a limit. */
export function poolRemaining(pool: {
  type: PoolType;
  limit: number | null;
  available: number;
  assigned: number;
}): number | null {
  if (pool.type === "static") return pool.available;
  return pool.limit === null ? null : Math.max(0, pool.limit - pool.assigned);
}

/** What `poolView` reads of a row; an event keeps as much of its pool. */
export type PoolViewRow = Omit<
  PoolRow,
  | Exclude<keyof PoolCounts, "available" | "assigned" | "redeemed">
  | "fallbackCode"
  | "lowWaterUnit"
  | "lowWaterValue"
  | "releaseAllowed"
  | "releaseWindowHours"
  | "releaseQuarantineHours"
  | "minValiditySeconds"
  | "createdAt"
>;

/** `withOrders`: the pools whose redeemed codes are known. */
export function poolView(row: PoolViewRow, withOrders: ReadonlySet<string>): PoolView {
  const remaining = poolRemaining(row);
  return {
    id: row.id,
    handle: row.handle,
    name: row.name,
    type: row.type,
    status: poolStatus(row),
    reason: row.unavailableReason,
    remaining,
    percentRemaining: remaining === null ? null : percentRemaining(remaining, row.assigned),
    assigned: row.assigned,
    redeemed: withOrders.has(row.id) ? row.redeemed : null,
    limit: row.limit,
    expiry: row.validDays === null ? null : { validDays: row.validDays, precision: row.expiryPrecision },
    perContact: row.perContact,
    whenDry: row.whenDry,
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function poolDetail(
  row: PoolRow,
  dynamic: DynamicDetail | null,
  withOrders: ReadonlySet<string>,
): PoolDetail {
  const { added, pending, available, assigned, redeemed, quarantined, expired, rejected, voided, undone } =
    row;
  return {
    ...poolView(row, withOrders),
    fallbackCode: row.fallbackCode,
    lowWaterUnit: row.lowWaterUnit,
    lowWaterValue: row.lowWaterValue,
    releaseAllowed: row.releaseAllowed,
    releaseWindowHours: row.releaseWindowHours,
    releaseQuarantineHours: row.releaseQuarantineHours,
    minValiditySeconds: row.minValiditySeconds,
    counts: {
      added,
      pending,
      available,
      assigned,
      redeemed,
      quarantined,
      expired,
      rejected,
      voided,
      undone,
    },
    dynamic,
    createdAt: row.createdAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}
