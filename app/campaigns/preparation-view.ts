import type { Share } from "./deal-codes.ts";

export const PREPARATION_STATUSES = ["preparing", "ready", "used", "over"] as const;
export type PreparationStatus = (typeof PREPARATION_STATUSES)[number];

/** A preparation as the public contract shows it. */
export interface PreparationView {
  id: string;
  quantity: number;
  /** Codes that are set aside for its campaign. */
  ready: number;
  /** Reserved codes that are still to come. */
  pending: number;
  /** When the last of them is expected; null when none is to come, or nobody knows. */
  readyAt: string | null;
  status: PreparationStatus;
}

/** A preparation for the pool's page. */
export interface PreparationLine {
  id: string;
  campaignId: string;
  /** The campaign's name, when it was announced. */
  campaignName: string | null;
  quantity: number;
  claimed: number;
  ready: number;
  pending: number;
  /** Of the pending ones, how many the pool's limit, or a static pool's stock, no longer allows. */
  short: number;
  by: string;
  /** When the last code is expected; null when none is to come, or nobody knows. */
  readyAt: string | null;
  /** Until then codes stay set aside. */
  keptUntil: string;
  /** Whether its codes are being made: those for a later day wait for it. */
  isDue: boolean;
  status: PreparationStatus;
}

/** Where a preparation stands in the line of its pool. */
export interface Progress {
  ready: number;
  pending: number;
  /** Codes to come before its last one: its own, and those of the ones before it. */
  ahead: number;
  status: PreparationStatus;
}

/** How far a preparation is. One that has no share reserves nothing any more. */
export function preparationProgress(
  preparation: { id: string; quantity: number; claimed: number },
  shares: readonly Share[],
): Progress {
  const place = shares.findIndex(({ id }) => id === preparation.id);
  const own = shares[place];
  if (!own) {
    const isUsed = preparation.claimed >= preparation.quantity;
    return { ready: 0, pending: 0, ahead: 0, status: isUsed ? "used" : "over" };
  }
  // What the limit no longer allows, or a static pool has not got, is still to come as long as it is asked for.
  const pending = preparation.quantity - preparation.claimed - own.ready;
  const ahead = shares.slice(0, place + 1).reduce((sum, { open, ready }) => sum + open - ready, 0);
  return { ready: own.ready, pending, ahead, status: pending === 0 ? "ready" : "preparing" };
}
