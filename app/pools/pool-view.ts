import type { CodeFormat } from "../codes/code-format.ts";

export const POOL_TYPES = ["static", "dynamic"] as const;
export type PoolType = (typeof POOL_TYPES)[number];

export const POOL_STATUSES = ["active", "low", "empty", "unavailable", "archived"] as const;
export type PoolStatus = (typeof POOL_STATUSES)[number];

export const PER_CONTACT = ["each_message", "per_campaign", "for_good"] as const;
export type PerContact = (typeof PER_CONTACT)[number];

export const WHEN_DRY = ["stop", "fallback"] as const;
export type WhenDry = (typeof WHEN_DRY)[number];

export const EXPIRY_PRECISIONS = ["day", "week"] as const;
export type ExpiryPrecision = (typeof EXPIRY_PRECISIONS)[number];

/**
 * Why a dynamic pool cannot hand out codes. The ones about the discount mean that codes handed out before do not
 * work either.
 */
export const UNAVAILABLE_REASONS = [
  "disconnected",
  "reconnect_needed",
  "scopes_missing",
  "shop_frozen",
  "store_full",
  "discount_scheduled",
  "discount_inactive",
  "discount_ended",
  "discount_deleted",
] as const;
export type UnavailableReason = (typeof UNAVAILABLE_REASONS)[number];

/** How long codes work from the day of assignment. */
export interface PoolExpiry {
  /** At least until the end of this many days after it, in the store's time zone. */
  validDays: number;
  /** `day`: exactly so long; `week`: up to a week more. */
  precision: ExpiryPrecision;
}

export const LOW_WATER_UNITS = ["count", "percent", "days"] as const;
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
  /** The most codes that a dynamic pool may ever assign. */
  limit: number | null;
  /** Null: codes expire as the template or the upload says. */
  expiry: PoolExpiry | null;
  perContact: PerContact;
  whenDry: WhenDry;
  updatedAt: string;
}

/** A pool in the dashboard's table. */
export interface ListedPool extends PoolView {
  /** Dynamic: confirmed codes that wait to be assigned; null for a static pool, whose remaining ones they are. */
  ready: number | null;
  /** Whether the last look found that the checkout would refuse some of its codes. */
  codesRefused: boolean;
}

/** How many codes of a pool are in each state; added is their sum. */
export interface PoolCounts {
  added: number;
  /** Dynamic: drawn and not yet confirmed by the platform. */
  pending: number;
  available: number;
  /** Redeemed ones included. */
  assigned: number;
  redeemed: number;
  quarantined: number;
  /** Expired before they were assigned. */
  expired: number;
  /** Dynamic: refused by the platform. */
  rejected: number;
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
  /** What only a dynamic pool has. */
  dynamic: DynamicDetail | null;
  createdAt: string;
  archivedAt: string | null;
}

export interface DynamicDetail {
  templateId: string;
  templateName: string;
  storeId: string;
  /** The store's IANA time zone, in which days end. */
  timeZone: string;
  codeFormat: CodeFormat;
  /** Ready codes to keep, as fixed by hand. */
  bufferFixed: number | null;
  /** Ready codes to keep, as last worked out. */
  bufferTarget: number;
  /** Of these, the ones for campaigns without a preparation. */
  bufferBase: number;
  waitMilliseconds: number;
  notReadyFallback: boolean;
}

/** Ready codes of a dynamic pool that were wasted on a day. */
export interface WastedDay extends Record<string, unknown> {
  /** In the pool's time zone: 2026-11-24 */
  day: string;
  codes: number;
}
