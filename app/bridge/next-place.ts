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
  const isRepeat = verdict === "same" && said.cursor === known.cursorBefore && known.cursor !== null;
  return {
    place: { address, database },
    cursor: isRepeat ? known.cursor : fresh,
    cursorBefore: said.cursor,
    ...(verdict === "restored"
      ? {
          former: null,
          left: hasMoved ? place : left,
          restoredAt: [...restoredAt, now.toISOString()].slice(-RESTORED_KEPT),
        }
      : { former: hasMoved ? { ...place, until: now.toISOString() } : former, left, restoredAt }),
  };
}
