import { createHmac } from "node:crypto";

/** SUBSTITUTE: no key and no order id can begin with a control character. */
const MARK = "\u001a";

/** Keeps what is hashed here apart from contacts, which are hashed under the account's key itself. */
const PURPOSE = "erased-name";

/**
 * What takes the place of a name that was erased, the key of a message for example: a repeat is known by it, and
 * nothing else. HMAC-SHA256 under a key made from the account's.
 */
export function erasedName(accountKey: Uint8Array, name: string): string {
  const key = createHmac("sha256", accountKey).update(PURPOSE).digest();
  return `${MARK}${createHmac("sha256", key).update(name).digest("base64url")}`;
}
