import type { KnownPlace, PlaceVerdict, SaidPlace } from "./judge-place.ts";

/** Of how many restored backups the instants are kept. */
const RESTORED_KEPT = 2;

/**
 * What is known once the shop has called from `said`. The cursor that came back stays good until the next one does, so
 * that an answer that is lost, however often, does no harm; `fresh` is given unless the last one never arrived.
 */
export function nextPlace(
  known: KnownPlace,
  said: SaidPlace,
  verdict: Exclude<PlaceVerdict, "copy">,
  fresh: string,
  now: Date,
): KnownPlace {
  const { address, database } = said;
  const { place, restoredAt, former, left } = known;
  const hasMoved = place !== null && (place.address !== address || place.database !== database);
  // Back where it was, after something else was taken for it: that is never taken for it again.
  const isBack = verdict === "restored" && former?.address === address && former.database === database;
  const isRepeat = verdict === "same" && said.cursor === known.cursorBefore && known.cursor !== null;
  return {
    place: { address, database },
    cursor: isRepeat ? known.cursor : fresh,
    cursorBefore: said.cursor,
    ...(isBack
      ? { former: null, left: place }
      : { former: hasMoved ? { ...place, until: now.toISOString() } : former, left }),
    restoredAt:
      verdict === "restored" ? [...restoredAt, now.toISOString()].slice(-RESTORED_KEPT) : restoredAt,
  };
}
