import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
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

/** The bytes of a secret. As a KeyObject (`createSecretKey`) an HMAC costs 1.6 µs, as a buffer 10 µs. */
export type SigningKey = Uint8Array | KeyObject;

/** Everything that is signed but the body. */
export type SignedHead = Omit<SignedMessage, "body">;

function signedHead({ id, timestamp, method, target }: SignedHead): string {
  return `${id}.${timestamp}.${method} ${target}\n`;
}

/** One `v1,<base64>` signature of a message under a key. */
export function sign(key: SigningKey, message: SignedMessage): string {
  const mac = createHmac("sha256", key).update(signedHead(message)).update(message.body).digest("base64");
  return `v1,${mac}`;
}

/** A signature that is checked while the body still arrives. */
export interface SignatureCheck {
  /** The next bytes of the body. */
  update(bytes: Uint8Array): void;
  /** Ends the check. Whether one of the header's signatures is right under one of the keys. */
  matches(header: string): boolean;
}

/** Starts checking a message whose body comes in pieces. The whole of the body must pass through `update`. */
export function startVerifying(keys: readonly SigningKey[], head: SignedHead): SignatureCheck {
  const prefix = signedHead(head);
  const macs = keys.map((key) => createHmac("sha256", key).update(prefix));
  return {
    update: (bytes) => {
      for (const mac of macs) mac.update(bytes);
    },
    matches: (header) => {
      const given = signaturesOf(header);
      const expected = macs.map((mac) => Buffer.from(`v1,${mac.digest("base64")}`));
      if (given.length === 0 || given.length > SIGNATURES_MAX) return false;
      let matched = false;
      for (const signature of expected) {
        for (const candidate of given) {
          if (candidate.length === signature.length && timingSafeEqual(candidate, signature)) matched = true;
        }
      }
      return matched;
    },
  };
}

/**
 * Whether one of the signatures of a `webhook-signature` header is right under one of the keys.
 * Takes the same time wherever a signature goes wrong; the number of keys and signatures shows.
 */
export function verify(keys: readonly SigningKey[], message: SignedMessage, header: string): boolean {
  const check = startVerifying(keys, message);
  check.update(message.body);
  return check.matches(header);
}

function signaturesOf(header: string): Buffer[] {
  return header
    .split(" ")
    .filter((part) => part !== "")
    .map((part) => Buffer.from(part));
}

/** Whether a `webhook-signature` header holds from 1 to SIGNATURES_MAX signatures. */
export function isSignatureList(header: string): boolean {
  const { length } = header.split(" ").filter((part) => part !== "");
  return length > 0 && length <= SIGNATURES_MAX;
}

/** Whether a `webhook-id` has the form that the contract asks for. */
export function isMessageId(id: string): boolean {
  return MESSAGE_ID.test(id);
}

/** Whether a `webhook-timestamp` is a plain number of seconds. */
export function isTimestamp(timestamp: string): boolean {
  return /^\d{1,12}$/.test(timestamp);
}

/** Whether a `webhook-timestamp` is a plain number of seconds within the tolerance of `nowSeconds`. */
export function isTimely(timestamp: string, nowSeconds: number): boolean {
  return isTimestamp(timestamp) && Math.abs(Number(timestamp) - nowSeconds) <= TIMESTAMP_TOLERANCE_SECONDS;
}
