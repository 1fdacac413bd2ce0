import { createHmac } from "node:crypto";

/** One `v1,<base64>` signature of an event, the plain Standard Webhooks way: id, timestamp in seconds, body. */
export function signEvent(key: Uint8Array, event: { id: string; timestamp: string; body: string }): string {
  const mac = createHmac("sha256", key).update(`${event.id}.${event.timestamp}.${event.body}`);
  return `v1,${mac.digest("base64")}`;
}
