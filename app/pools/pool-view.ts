import { percentRemaining } from "./percent-remaining.ts";

export const POOL_TYPES = ["static", "dynamic"] as const;
export type PoolType = (typeof POOL_TYPES)[number];

export const POOL_STATUSES = ["active", "low", "empty", "unavailable", "archived"] as const;
export type PoolStatus = (typeof POOL_STATUSES)[number];

export const PER_CONTACT = ["each_message", "per_campaign", "for_good"] as const;
export type PerContact = (typeof PER_CONTACT)[number];

export const WHEN_DRY = ["stop", "fallback"] as const;
export type WhenDry = (typeof WHEN_DRY)[number];

export const LOW_WATER_UNITS = ["count", "percent"] as const;
export type LowWaterUnit = (typeof LOW_WATER_UNITS)[number];

/** A pool as the public contract shows it. */
export interface PoolView {
  id: string;
  handle: string;
  name: string;
  type: PoolType;
  status: PoolStatus;
  /** Why it is unavailable. */
  reason: string | null;
  /** Null for a dynamic pool without a limit. */
  remaining: number | null;
  percentRemaining: number | null;
  /** Redeemed ones included, released ones not. */
  assigned: number;
  /** Null until orders are connected. */
  redeemed: number | null;
  limit: number | null;
  expiry: null;
  perContact: PerContact;
  whenDry: WhenDry;
  updatedAt: string;
}

/** How many codes of a static pool are in each state; added is their sum. */
export interface PoolCounts {
  added: number;
  available: number;
  /** Redeemed ones included. */
  assigned: number;
  redeemed: number;
  quarantined: number;
  /** Expired before they were assigned. */
  expired: number;
  voided: number;
  undone: number;
}

/** A pool with its settings and counts, for the pages. */
export interface PoolDetail extends PoolView {
  fallbackCode: string | null;
  lowWaterUnit: LowWaterUnit;
  lowWaterValue: number;
  releaseAllowed: boolean;
  releaseWindowHours: number;
  releaseQuarantineHours: number;
  minValiditySeconds: number;
  counts: PoolCounts;
  createdAt: string;
  archivedAt: string | null;
}

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
  archivedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** `stock` is what the database derives from the counts; an archived pool says so first. */
export function poolStatus(row: Pick<PoolRow, "archivedAt" | "stock">): PoolStatus {
  if (row.archivedAt) return "archived";
  return row.stock === "low" || row.stock === "empty" ? row.stock : "active";
}

export function poolView(row: PoolRow): PoolView {
  return {
    id: row.id,
    handle: row.handle,
    name: row.name,
    type: row.type,
    status: poolStatus(row),
    reason: null,
    remaining: row.type === "static" ? row.available : null,
    percentRemaining: row.type === "static" ? percentRemaining(row.available, row.assigned) : null,
    assigned: row.assigned,
    redeemed: null,
    limit: null,
    expiry: null,
    perContact: row.perContact,
    whenDry: row.whenDry,
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function poolDetail(row: PoolRow): PoolDetail {
  const { added, available, assigned, redeemed, quarantined, expired, voided, undone } = row;
  return {
    ...poolView(row),
    fallbackCode: row.fallbackCode,
    lowWaterUnit: row.lowWaterUnit,
    lowWaterValue: row.lowWaterValue,
    releaseAllowed: row.releaseAllowed,
    releaseWindowHours: row.releaseWindowHours,
    releaseQuarantineHours: row.releaseQuarantineHours,
    minValiditySeconds: row.minValiditySeconds,
    counts: { added, available, assigned, redeemed, quarantined, expired, voided, undone },
    createdAt: row.createdAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}
