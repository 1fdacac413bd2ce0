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

/** How many recipients of a campaign may take a code now, and may ever get one; null: no limit. */
export function campaignBounds(
  { shares, free, room }: Allotment,
  campaignId: string,
): { take: number; within: number | null } {
  const own = shares.filter((share) => share.campaignId === campaignId);
  const ready = own.reduce((sum, share) => sum + share.ready, 0);
  const open = own.reduce((sum, share) => sum + share.open, 0);
  const within = room === null ? null : open + room;
  return { take: Math.min(ready + free, within ?? Number.POSITIVE_INFINITY), within };
}

/**
 * What is left of an allotment when a campaign was assigned so many codes, and how many of them each of its
 * preparations counts: first what was set aside for it, then free ones.
 */
export function afterClaims(
  allotment: Allotment,
  campaignId: string,
  assigned: number,
): { allotment: Allotment; counts: Map<string, number> } {
  const shares = allotment.shares.map((share) => ({ ...share }));
  const own = shares.filter((share) => share.campaignId === campaignId);
  const counts = new Map<string, number>();
  let left = assigned;
  let { free, room } = allotment;
  const take = (share: Share, most: number) => {
    const taken = Math.min(left, most);
    left -= taken;
    share.open -= taken;
    if (taken > 0) counts.set(share.id, (counts.get(share.id) ?? 0) + taken);
    return taken;
  };
  for (const share of own) share.ready -= take(share, share.ready);
  free -= left;
  for (const share of own) take(share, share.open);
  if (room !== null) room -= left;
  return { allotment: { shares, free, room }, counts };
}
