import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";

/** Where the coupon app is and how this platform signs: all that an integration needs. */
export interface Connection {
  appUrl: string;
  apiKeyId: string;
  apiSecret: string;
}

/** Seconds after which a call counts as lost. */
const ANSWER_WITHIN_SECONDS = 30;

/**
 * One signed call. The client is an ordinary Standard Webhooks library: what it signs starts with the
 * method and the address.
 */
export async function callApi(
  { appUrl, apiKeyId, apiSecret }: Connection,
  method: "GET" | "POST" | "PUT",
  target: string,
  json?: unknown,
  send: typeof fetch = fetch,
): Promise<Response> {
  const body = json === undefined ? "" : JSON.stringify(json);
  const id = `msg_${randomUUID()}`;
  const timestamp = new Date();
  return await send(new URL(target, appUrl), {
    method,
    headers: {
      "x-api-key-id": apiKeyId,
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(timestamp.getTime() / 1000)),
      "webhook-signature": new Webhook(apiSecret).sign(id, timestamp, `${method} ${target}\n${body}`),
      ...(body === "" ? {} : { "content-type": "application/json" }),
    },
    ...(body === "" ? {} : { body }),
    signal: AbortSignal.timeout(ANSWER_WITHIN_SECONDS * 1000),
  });
}
