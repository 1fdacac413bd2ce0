/** What names a message: the key, and what must be the same whenever it is used again. */
interface Message {
  key: string;
  contactHash: Buffer;
  campaignId: string;
}

/**
 * Tells the first use of each key in a request from its repeats.
 * `firsts`: the entries with repeats left out; `firstOf`: for each entry, where its key stands in `firsts`;
 * `reused`: positions of entries whose key names another contact earlier in the request.
 */
export function findRepeats<Entry extends Message>(
  entries: readonly Entry[],
): { firsts: Entry[]; firstOf: number[]; reused: number[] } {
  const firsts: Entry[] = [];
  const placeOf = new Map<string, number>();
  const reused: number[] = [];
  const firstOf = entries.map((entry, index) => {
    const place = placeOf.get(entry.key);
    const first = place === undefined ? undefined : firsts[place];
    if (place === undefined || !first) {
      placeOf.set(entry.key, firsts.length);
      firsts.push(entry);
      return firsts.length - 1;
    }
    if (!first.contactHash.equals(entry.contactHash) || first.campaignId !== entry.campaignId)
      reused.push(index);
    return place;
  });
  return { firsts, firstOf, reused };
}
