import { allotCodes, type OpenPreparation } from "./allot-codes.ts";

export const PREPARATION_STATUSES = ["preparing", "ready", "used", "over"] as const;
export type PreparationStatus = (typeof PREPARATION_STATUSES)[number];

/** A preparation as the public contract shows it. */
export interface PreparationView {
  id: string;
  quantity: number;
  /** Codes that its campaign can claim at once. */
  ready: number;
  /** Reserved codes that are still to come. */
  pending: number;
  /** When the last of them is expected; null when none is to come, or nobody knows. */
  readyAt: string | null;
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

/** How far a preparation is. `line` are the preparations that reserve codes, in order; one not among them is over. */
export function preparationProgress(
  preparation: { id: string; quantity: number; claimed: number },
  line: readonly (OpenPreparation & { id: string })[],
  pool: { available: number; room: number | null },
): Progress {
  const place = line.findIndex(({ id }) => id === preparation.id);
  const share = allotCodes(line, pool).shares;
  const own = share[place];
  if (!own) {
    const isUsed = preparation.claimed >= preparation.quantity;
    return { ready: 0, pending: 0, ahead: 0, status: isUsed ? "used" : "over" };
  }
  const pending = own.open - own.ready;
  const ahead = share.slice(0, place + 1).reduce((sum, { open, ready }) => sum + open - ready, 0);
  return { ready: own.ready, pending, ahead, status: pending === 0 ? "ready" : "preparing" };
}
