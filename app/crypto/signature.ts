import { createHmac, timingSafeEqual } from "node:crypto";
import { SIGNATURES_MAX, TIMESTAMP_TOLERANCE_SECONDS } from "../config/limits.ts";

// Standard Webhooks (standardwebhooks.com) with one addition: what is signed starts with the method and the
// request target, so that a captured request cannot be sent to another address.

/** What a signature covers. */
export interface SignedMessage {
  /** `webhook-id` */
  id: string;
  /** `webhook-timestamp`: Unix time in seconds, as it stands in the header. */
  timestamp: string;
  /** In capitals. */
  method: string;
  /** Exactly as in the request line, percent-encoding untouched: `/api/v1/pools?limit=10`. */
  target: string;
  /** The raw body; empty for none. */
  body: Uint8Array;
}

const SECRET_PREFIX = "whsec_";
const MESSAGE_ID = /^[A-Za-z0-9_-]{1,128}$/;

/** The key bytes of a secret of the form `whsec_<base64>`. */
export function secretKey(secret: string): Buffer {
  return Buffer.from(
    secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret,
    "base64",
  );
}

/** The form in which merchants see and keep 32 random bytes. */
export function formatSecret(key: Uint8Array): string {
  return SECRET_PREFIX + Buffer.from(key).toString("base64");
}

/** One `v1,<base64>` signature of a message under a key. */
export function sign(key: Uint8Array, message: SignedMessage): string {
  const mac = createHmac("sha256", key)
    .update(`${message.id}.${message.timestamp}.${message.method} ${message.target}\n`)
    .update(message.body)
    .digest("base64");
  return `v1,${mac}`;
}

/**
 * Whether one of the signatures of a `webhook-signature` header is right under one of the keys.
 * Takes the same time wherever a signature goes wrong; the number of keys and signatures shows.
 */
export function verify(keys: readonly Uint8Array[], message: SignedMessage, header: string): boolean {
  const given = header.split(" ").filter((part) => part !== "");
  if (given.length === 0 || given.length > SIGNATURES_MAX) return false;
  let matched = false;
  for (const key of keys) {
    const expected = Buffer.from(sign(key, message));
    for (const signature of given) {
      const candidate = Buffer.from(signature);
      if (candidate.length === expected.length && timingSafeEqual(candidate, expected)) matched = true;
    }
  }
  return matched;
}

/** Whether a `webhook-id` has the form that the contract asks for. */
export function isMessageId(id: string): boolean {
  return MESSAGE_ID.test(id);
}

/** Whether a `webhook-timestamp` is a plain number of seconds within the tolerance of `nowSeconds`. */
export function isTimely(timestamp: string, nowSeconds: number): boolean {
  return (
    /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) - nowSeconds) <= TIMESTAMP_TOLERANCE_SECONDS
  );
}
