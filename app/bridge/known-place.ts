import { z } from "zod";
import type { KnownPlace } from "./judge-place.ts";

const place = z.object({ address: z.string(), database: z.string() });

/** What is kept of where a store's shop runs. */
export const knownPlaceSchema = z.object({
  place: place.nullable(),
  cursor: z.string().nullable(),
  cursorBefore: z.string().nullable(),
  former: place.extend({ until: z.iso.datetime() }).nullable(),
  left: place.nullable(),
  restoredAt: z.array(z.iso.datetime()),
}) satisfies z.ZodType<KnownPlace>;

/** The next to call is the shop, whoever it is. */
export const PLACE_UNKNOWN: KnownPlace = {
  place: null,
  cursor: null,
  cursorBefore: null,
  former: null,
  left: null,
  restoredAt: [],
};
