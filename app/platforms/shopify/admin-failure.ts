import { z } from "zod";
import type { PlatformFailure } from "../discount-platform.ts";
import type { AdminCost } from "./admin-client.ts";

// What an answer of the Admin API that is not a success means. Forms of the answers: shopify.dev, API
// response status codes and rate limits; THROTTLED comes with status 200.

/** Seconds to wait when Shopify does not say how long. */
const LATER_SECONDS = 5;
/** Seconds to wait when it says THROTTLED although there are points enough. */
const THROTTLED_SECONDS_MIN = 1;

const costSchema = z.object({
  cost: z.object({
    requestedQueryCost: z.number(),
    actualQueryCost: z.number().nullish(),
    throttleStatus: z.object({
      maximumAvailable: z.number(),
      currentlyAvailable: z.number(),
      restoreRate: z.number(),
    }),
  }),
});

/** The cost out of an answer's `extensions`. Null: it does not say. */
export function readCost(extensions: unknown): AdminCost | null {
  const read = costSchema.safeParse(extensions);
  if (!read.success) return null;
  const { requestedQueryCost, actualQueryCost, throttleStatus } = read.data.cost;
  return {
    requested: requestedQueryCost,
    actual: actualQueryCost ?? null,
    available: throttleStatus.currentlyAvailable,
    max: throttleStatus.maximumAvailable,
    restoreRate: throttleStatus.restoreRate,
  };
}

export interface AdminError {
  message: string;
  extensions?: { code?: string | undefined } | undefined;
}

/**
 * Errors of an answer with status 200. Null: the document itself is wrong, which is a bug of ours.
 * `isMutation`: after an error in the middle it may have happened.
 */
export function failureOfErrors(
  errors: readonly AdminError[],
  cost: AdminCost | null,
  isMutation: boolean,
): PlatformFailure | null {
  const detail = errors.map(({ message }) => message).join(" ");
  const codes = errors.map(({ extensions }) => extensions?.code ?? "");
  if (codes.includes("THROTTLED")) return { kind: "later", afterSeconds: throttledSeconds(cost), detail };
  if (codes.includes("SHOP_INACTIVE")) return { kind: "unreachable", reason: "shop_frozen", detail };
  if (codes.includes("ACCESS_DENIED")) return { kind: "unreachable", reason: "scopes_missing", detail };
  if (codes.includes("INTERNAL_SERVER_ERROR")) return unfinished(isMutation, detail);
  if (codes.includes("INVALID_VARIABLE") || codes.includes("MAX_INPUT_SIZE_EXCEEDED")) {
    const message = `Shopify does not accept this: ${detail}`;
    return { kind: "refused", detail: message, errors: [{ field: null, message: detail }] };
  }
  return null;
}

/** Until the bucket holds what the document asks for, at the shop's own rate. */
function throttledSeconds(cost: AdminCost | null): number {
  if (!cost || cost.restoreRate <= 0) return LATER_SECONDS;
  const missing = Math.min(cost.requested, cost.max) - cost.available;
  return missing <= 0 ? THROTTLED_SECONDS_MIN : Math.ceil((missing / cost.restoreRate) * 10) / 10;
}

/** An answer with another status than 200. */
export function failureOfStatus(
  status: number,
  retryAfterSeconds: number | null,
  isMutation: boolean,
): PlatformFailure {
  const detail = `Shopify answered with status ${status}.`;
  switch (true) {
    case status === 401:
      return { kind: "unreachable", reason: "reconnect_needed", detail };
    case status === 402 || status === 423:
      return { kind: "unreachable", reason: "shop_frozen", detail };
    case status === 403:
      return { kind: "unreachable", reason: "scopes_missing", detail };
    case status === 404:
      return { kind: "unreachable", reason: "disconnected", detail };
    case status === 429 || status === 430:
    case status === 503:
      // Turned away at the door: it did not happen.
      return { kind: "later", afterSeconds: retryAfterSeconds ?? LATER_SECONDS, detail };
    default:
      return unfinished(isMutation, detail);
  }
}

/** Broken off somewhere: a query can simply be asked again, a mutation may have happened. */
function unfinished(isMutation: boolean, detail: string): PlatformFailure {
  return isMutation ? { kind: "unknown", detail } : { kind: "later", afterSeconds: LATER_SECONDS, detail };
}
