import { EXCHANGE_LATE_SECONDS } from "../config/limits.ts";

/** Where a shop runs: its address, and its database as its own server names it, which no dump carries along. */
export interface Place {
  address: string;
  database: string;
}

/** What is known of the one shop of a store. */
export interface KnownPlace {
  /** Null: a person has just said that the next to call is the shop. */
  place: Place | null;
  /** The last cursor that was given, and the last that came back. Null: none was given yet. */
  cursor: string | null;
  cursorBefore: string | null;
  /** Where it was until `until`, without a person having said that it moved. */
  former: (Place & { until: string }) | null;
  /** Where it was until a person said that it moved, or what was taken for it by mistake. */
  left: Place | null;
  /** When backups of it were restored, the last ones. */
  restoredAt: string[];
}

/** What a module says of where it is. */
export interface SaidPlace extends Place {
  /** The last cursor that it kept, in its own database. */
  cursor: string | null;
}

/**
 * `same`: the shop, where it was or in another place. `restored`: the shop, with a database that is older than what
 * it was told and did since. `copy`: another shop with the same database and key.
 */
export type PlaceVerdict = "same" | "restored" | "copy";

/** Seconds for which a shop may go back to where it was before. Then what is left there is not the shop any more. */
const FORMER_SECONDS = 86_400;
/** More backups are not restored within a day: two shops that look the same take turns, and the last one goes on. */
const RESTORED_IN_A_DAY = 2;
const DAY_SECONDS = 86_400;

/**
 * Tells a shop from its copies. A database that was copied or restored brings an old cursor; the one shop of a store
 * brings the last one, from wherever it is called. Its address or its database may change at any time, but not both
 * at once without a person saying so.
 */
export function judgePlace(
  known: KnownPlace,
  said: SaidPlace,
  now: Date,
  lastExchangeAt: Date | null,
): PlaceVerdict {
  if (known.cursor === null && !known.place) return "same";
  const isLast = known.cursor === null || said.cursor === known.cursor;
  // The answer with the last one was lost: the same shop asks again, and nobody else.
  const isRepeated = said.cursor !== null && said.cursor === known.cursorBefore;
  if (!known.place) return isLast || isRepeated ? "same" : restored(known, now);
  const hasAddress = said.address === known.place.address;
  const hasDatabase = said.database === known.place.database;
  if (isLast) return hasAddress || hasDatabase ? "same" : "copy";
  if (hasAddress && hasDatabase) return isRepeated ? "same" : restored(known, now);
  const { former, left } = known;
  if (left && isSame(left, said)) return "copy";
  if (former && isSame(former, said) && secondsSince(former.until, now) < FORMER_SECONDS) {
    return restored(known, now);
  }
  // Restored to another server, as managed databases do. A copy with the shop's own address meets a shop that calls.
  const isSilent = !lastExchangeAt || secondsSince(lastExchangeAt.toISOString(), now) > EXCHANGE_LATE_SECONDS;
  return hasAddress && isSilent ? restored(known, now) : "copy";
}

function restored({ restoredAt }: KnownPlace, now: Date): PlaceVerdict {
  const lately = restoredAt.filter((at) => secondsSince(at, now) < DAY_SECONDS);
  return lately.length < RESTORED_IN_A_DAY ? "restored" : "copy";
}

function isSame(one: Place, other: Place): boolean {
  return one.address === other.address && one.database === other.database;
}

function secondsSince(instant: string, now: Date): number {
  return (now.getTime() - Date.parse(instant)) / 1_000;
}
