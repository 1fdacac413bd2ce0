import { encodeTime } from "ulid";
import { ID_PREFIXES, type IdKind } from "./ids.ts";

/** The lowest id of a kind that could have been made at a moment: every id made earlier is less than it. */
export function firstIdAt(kind: IdKind, at: Date): string {
  return `${ID_PREFIXES[kind]}_${encodeTime(at.getTime(), 10)}${"0".repeat(16)}`;
}
