import { refuse } from "../errors/refusal.ts";

const WHY: Record<string, string> = {
  disconnected: "its store is disconnected. Install the app in the store again",
  reconnect_needed: "its store has to be connected again. Open the app in the store once",
  scopes_missing: "the app lacks a permission in its store. Open the app in the store and allow it",
  shop_frozen: "its store is frozen. It works again when the store does",
  store_full: "its store can hold no more codes. Delete codes that are no longer needed",
  discount_scheduled: "its discount has not started yet",
  discount_inactive: "its discount is switched off. Switch it on in the store",
  discount_ended: "its discount has ended. Give it a later end",
  discount_deleted: "its discount was deleted in the store. The pool's page says what to do",
};

/** The refusal of a pool whose offer does not work. */
export function poolUnavailable(reason: string): ReturnType<typeof refuse> {
  return refuse("pool_unavailable", `This pool cannot hand out codes: ${WHY[reason] ?? reason}.`, { reason });
}
