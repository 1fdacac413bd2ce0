import { STORE_CODES_MAX } from "../config/limits.ts";
import type { StoreCodes } from "../replenishment/store-fill.ts";
import { formatCount } from "./format.ts";

/** What the limit of a store is, for those who wonder about the number. */
export const SHOPIFY_HOLDS = `A Shopify store holds ${formatCount(STORE_CODES_MAX)} discount codes, those of other apps and your own included. This app counts the ones that it made.`;

const ROOM =
  "To make room, archive dynamic pools that you no longer use and delete their unassigned codes, or delete discounts in Shopify whose codes are no longer needed. Codes that have expired are deleted automatically 30 days after their end.";

/** What is the matter with a store that is full of codes or nearly so, in a few words. */
export function fillTitle({ name, fill }: Pick<StoreCodes, "name" | "fill">): string {
  return fill === "full" ? `${name} is full of discount codes` : `${name} is nearly full of discount codes`;
}

/** The same in sentences, with what to do. */
export function fillSentence({ held, stopAt, fill }: StoreCodes): string {
  return fill === "full"
    ? `It holds ${formatCount(held)} codes of this app, so no more are made. Dynamic pools stop when their ready codes are used up, and go on by themselves once there is room. ${ROOM}`
    : `It holds ${formatCount(held)} codes of this app. At ${formatCount(stopAt)} no more are made and dynamic pools run dry. ${ROOM}`;
}
