import { createHmac } from "node:crypto";

/** One spelling per contact: trimmed, NFC, and lower case where it is an address ("@"). */
function normalizeContact(contact: string): string {
  const trimmed = contact.trim().normalize("NFC");
  return trimmed.includes("@") ? trimmed.toLowerCase() : trimmed;
}

/** The 32 bytes under which a contact is stored: HMAC-SHA256 under the account's own random key. */
export function contactHash(accountKey: Uint8Array, contact: string): Buffer {
  return createHmac("sha256", accountKey).update(normalizeContact(contact)).digest();
}
