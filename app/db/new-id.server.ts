import { monotonicFactory } from "ulid";
import { type Branded, ID_PREFIXES, type IdKind } from "./ids.ts";

const ulid = monotonicFactory();

/** A fresh id such as `pool_01J...`; ids of one process sort in the order they were made. */
export function newId<Kind extends IdKind>(kind: Kind): Branded<Kind> {
  return `${ID_PREFIXES[kind]}_${ulid()}` as Branded<Kind>;
}
