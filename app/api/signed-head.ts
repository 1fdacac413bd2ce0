import { isMessageId, isSignatureList, isTimestamp, type SignedHead } from "../crypto/signature.ts";
import { type Result, refuse, succeed } from "../errors/refusal.ts";
import type { RawRequest } from "./raw-request.ts";

/** The signature's headers, in form; whether they are right is another question. */
export interface SignatureHeaders extends SignedHead {
  keyId: string;
  /** `webhook-signature` as it came. */
  signatures: string;
}

/** Reads the four headers of a signed request. What is missing or malformed is named: it helps no attacker. */
export function signedHead(request: RawRequest): Result<SignatureHeaders> {
  const keyId = request.header("x-api-key-id");
  if (!keyId) return missing("x-api-key-id", "the key id of the API client, which starts with cpk_");
  const id = request.header("webhook-id");
  if (!id) return missing("webhook-id", "a unique id of this message");
  const timestamp = request.header("webhook-timestamp");
  if (!timestamp) return missing("webhook-timestamp", "the Unix time in seconds");
  const signatures = request.header("webhook-signature");
  if (!signatures) return missing("webhook-signature", "v1, and the HMAC-SHA256 in base64");
  if (!isMessageId(id)) {
    return refuse("unauthorized", "webhook-id must have 1 to 128 letters, digits, hyphens and underscores.");
  }
  if (!isTimestamp(timestamp)) {
    return refuse("unauthorized", "webhook-timestamp must be the Unix time in whole seconds.");
  }
  if (!isSignatureList(signatures)) {
    return refuse("unauthorized", "webhook-signature must hold 1 to 10 signatures separated by spaces.");
  }
  return succeed({ keyId, id, timestamp, signatures, method: request.method, target: request.target });
}

function missing(header: string, what: string): Result<never> {
  return refuse("unauthorized", `The header ${header} is missing: ${what}.`);
}
