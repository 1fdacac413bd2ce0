/** A preparation that reserves codes. */
export interface PreparationInLine {
  id: string;
  campaignId: string;
  quantity: number;
  /** Of the quantity, how many are claimed, and how many were set aside so far, claimed ones included. */
  claimed: number;
  secured: number;
  /** Whether codes that are made now still work when it needs them. */
  isDue: boolean;
}

/** What a preparation has of the codes that there are. */
export interface Share {
  id: string;
  campaignId: string;
  /** Codes it may still claim, as far as the pool may assign any. */
  open: number;
  /** Of these, set aside for it now. */
  ready: number;
}

export interface Allotment {
  /** In the order of the preparations. */
  shares: Share[];
  /** Ready codes that anybody may take. */
  free: number;
  /** Codes that the pool may assign beyond its preparations; null: no limit. */
  room: number | null;
}

/**
 * Sets ready codes aside for preparations, the first in line first. What was set aside before stays so. Beyond it a
 * preparation gets what exceeds the buffer of everybody else, and in any case half of what arrived: neither
 * does a large preparation starve the messages of the day, nor they it.
 */
export function dealCodes(
  line: readonly PreparationInLine[],
  pool: {
    available: number;
    /** Codes that became available since the last time. */
    arrived: number;
    /** Codes to keep for campaigns without a preparation. */
    base: number;
    /** How many codes the pool may still assign; null: no limit. */
    room: number | null;
  },
): Allotment {
  let room = pool.room ?? Number.POSITIVE_INFINITY;
  let free = Math.min(pool.available, room);
  const shares = line.map(({ id, campaignId, quantity, claimed, secured }) => {
    const open = Math.min(quantity - claimed, room);
    const ready = Math.max(0, Math.min(secured - claimed, open, free));
    room -= open;
    free -= ready;
    return { id, campaignId, open, ready };
  });
  const surplus = Math.max(0, free - pool.base);
  const half = Math.min(free, Math.floor(pool.arrived / 2));
  let given = 0;
  for (const [place, share] of shares.entries()) {
    const most = line[place]?.isDue ? Math.max(surplus, half) : surplus;
    const more = Math.max(0, Math.min(share.open - share.ready, most - given));
    share.ready += more;
    given += more;
  }
  return { shares, free: free - given, room: Number.isFinite(room) ? room : null };
}

/** How many claimed codes each preparation of a campaign counts: what was set aside for it first, then free ones. */
export function countClaims(
  shares: readonly Share[],
  assigned: ReadonlyMap<string, number>,
): { counts: Map<string, number>; fromSetAside: number } {
  const left = new Map(assigned);
  const counts = new Map<string, number>();
  let fromSetAside = 0;
  const take = (most: (share: Share) => number) => {
    for (const share of shares) {
      const taken = Math.min(left.get(share.campaignId) ?? 0, most(share));
      if (taken <= 0) continue;
      counts.set(share.id, (counts.get(share.id) ?? 0) + taken);
      left.set(share.campaignId, (left.get(share.campaignId) ?? 0) - taken);
      fromSetAside += most === ready ? taken : 0;
    }
  };
  const ready = (share: Share) => share.ready;
  take(ready);
  take(({ open, ready }) => open - ready);
  return { counts, fromSetAside };
}
