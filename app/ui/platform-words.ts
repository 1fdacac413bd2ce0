import type { PlatformFailure } from "../platforms/discount-platform.ts";

const UNREACHABLE_WORDS = {
  disconnected: "Your store is not connected.",
  reconnect_needed: "The connection to your store has expired. Open the app from your store's admin again.",
  scopes_missing: "Your store has not allowed the app to do this.",
  shop_frozen: "Your store is frozen, so it answers no questions. It does again once it is reopened.",
} as const satisfies Record<Extract<PlatformFailure, { kind: "unreachable" }>["reason"], string>;

/** Why the store could not be asked, and what to do. */
export function failureSentence(failure: PlatformFailure): string {
  switch (failure.kind) {
    case "later":
      return "Your store is busy at the moment. Try again in a minute.";
    case "unknown":
      return "Your store did not answer. Try again.";
    case "waiting":
      return "Your store hears of it within some minutes.";
    case "unreachable":
      return UNREACHABLE_WORDS[failure.reason];
    case "refused":
      return failure.detail;
    default:
      return failure satisfies never;
  }
}
