/** What a preparation still reserves. */
export interface OpenPreparation {
  campaignId: string;
  /** Codes it reserves that are not claimed yet. */
  open: number;
}

/** What a preparation gets of the codes that there are. */
export interface Share {
  campaignId: string;
  /** As many as the pool may still assign at all. */
  open: number;
  /** Codes that are ready for it now. */
  ready: number;
}

export interface Allotment {
  /** In the order of the preparations. */
  shares: Share[];
  /** Ready codes that nobody reserved. */
  free: number;
  /** Codes that the pool may still assign beyond what is reserved; null: no limit. */
  room: number | null;
}

/**
 * Deals a pool's ready codes out to its preparations, the first one first; what is left is free. A share that
 * is not ready in full leaves nothing free: nobody takes the last reserved codes of another campaign.
 * `room` is how many codes the pool may still assign; null: no limit.
 */
export function allotCodes(
  preparations: readonly OpenPreparation[],
  pool: { available: number; room: number | null },
): Allotment {
  let { room } = pool;
  let free = room === null ? pool.available : Math.min(pool.available, room);
  const shares = preparations.map(({ campaignId, open: wanted }) => {
    const open = room === null ? wanted : Math.min(wanted, room);
    const ready = Math.min(open, free);
    free -= ready;
    if (room !== null) room -= open;
    return { campaignId, open, ready };
  });
  return { shares, free, room };
}
