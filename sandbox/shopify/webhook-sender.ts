import { createHmac, randomUUID } from "node:crypto";
import type { WebhookSubscription } from "./read-webhook-subscriptions.ts";
import type { SandboxShopify } from "./sandbox-shopify.ts";
import type { WebhookDelivery } from "./shopify-state.ts";

/** Shopify waits five seconds for an answer. */
const ANSWER_WITHIN_MILLISECONDS = 5_000;
/** Deliveries that the control page still shows. */
const DELIVERIES_KEPT = 50;
/** Shopify retries eight times over four hours; the sandbox does not make anybody wait that long. */
const RETRY_AFTER_MILLISECONDS = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 60_000];

export interface WebhookSenderOptions {
  appUrl: string;
  subscriptions: readonly WebhookSubscription[];
  fetch?: typeof fetch;
  wait?: (milliseconds: number) => Promise<void>;
}

type Sender = Pick<SandboxShopify, "state" | "app" | "apiVersion" | "now" | "faults">;

/**
 * Sends a topic to every subscription of it, signed as Shopify signs. An answer other than 2xx is retried
 * with the same webhook id, so that the receiver can tell a repeat.
 */
export async function sendWebhook(
  sandbox: Sender,
  options: WebhookSenderOptions,
  topic: string,
  payload: Record<string, unknown>,
): Promise<void> {
  const eventId = randomUUID();
  const { subscriptions, grantedScopes } = sandbox.state.data;
  // Shopify stops telling of what an app may no longer read.
  const ownOnes = topic.startsWith("orders/") && !grantedScopes.includes("read_orders") ? [] : subscriptions;
  const receivers = [...options.subscriptions, ...ownOnes].filter((one) => one.topic === topic);
  await Promise.all(
    receivers.map(({ uri, includeFields = [] }) => {
      const body = JSON.stringify(includeFields.length > 0 ? pick(payload, includeFields) : payload);
      return deliver(sandbox, options, { topic, uri, body, eventId });
    }),
  );
}

/** Fields of the top level: no app of this kind asks for parts of one. */
function pick(payload: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(payload).filter(([name]) => fields.includes(name)));
}

async function deliver(
  { state, app, apiVersion, now, faults }: Sender,
  { appUrl, fetch: send = fetch, wait = sleep }: WebhookSenderOptions,
  webhook: { topic: string; uri: string; body: string; eventId: string },
): Promise<void> {
  const delivery: WebhookDelivery = {
    id: randomUUID(),
    topic: webhook.topic,
    uri: webhook.uri,
    triggeredAt: now().toISOString(),
    attempts: [],
    outcome: "pending",
  };
  state.change((data) => {
    data.deliveries = [delivery, ...data.deliveries].slice(0, DELIVERIES_KEPT);
  });
  if (faults.happens("webhookLost")) {
    state.change(() => {
      delivery.outcome = "lost";
    });
    return;
  }
  let repeats = faults.happens("webhookRepeated") ? 1 : 0;
  const headers = {
    "content-type": "application/json",
    "user-agent": "Shopify-Captain-Hook",
    "x-shopify-topic": webhook.topic,
    "x-shopify-hmac-sha256": createHmac("sha256", app.apiSecret).update(webhook.body).digest("base64"),
    "x-shopify-shop-domain": state.data.shop.domain,
    "x-shopify-api-version": apiVersion,
    "x-shopify-webhook-id": delivery.id,
    "x-shopify-event-id": webhook.eventId,
    "x-shopify-triggered-at": delivery.triggeredAt,
  };
  for (const pause of [0, ...RETRY_AFTER_MILLISECONDS]) {
    if (pause > 0) await wait(pause);
    const answer = await send(new URL(webhook.uri, appUrl), {
      method: "POST",
      headers,
      body: webhook.body,
      redirect: "manual",
      signal: AbortSignal.timeout(ANSWER_WITHIN_MILLISECONDS),
    }).then(
      (response) => response.status,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const delivered = typeof answer === "number" && answer >= 200 && answer < 300;
    state.change(() => {
      delivery.attempts.push(answer);
      if (delivered) delivery.outcome = "delivered";
    });
    if (delivered && repeats-- <= 0) return;
  }
  state.change(() => {
    delivery.outcome = "gave_up";
  });
}

async function sleep(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
