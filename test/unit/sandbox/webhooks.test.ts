import "@shopify/shopify-api/adapters/node";
import { ApiVersion, shopifyApi } from "@shopify/shopify-api";
import { describe, expect, test } from "vitest";
import { createSandboxShopify } from "#sandbox/shopify/create-sandbox-shopify.ts";
import { readWebhookSubscriptions } from "#sandbox/shopify/read-webhook-subscriptions.ts";

const app = { apiKey: "client-id", apiSecret: "client-secret" };

function sandboxAnsweredWith(answers: (number | Error)[]) {
  const received: { request: Request; body: string }[] = [];
  const waits: number[] = [];
  const sandbox = createSandboxShopify({
    ...app,
    webhooks: {
      appUrl: "http://127.0.0.1:4600",
      subscriptions: [{ topic: "app/uninstalled", uri: "/webhooks/app/uninstalled" }],
      async fetch(input, init) {
        const request = new Request(input, init);
        received.push({ request, body: await request.text() });
        const answer = answers.shift() ?? 200;
        if (answer instanceof Error) throw answer;
        return new Response(null, { status: answer });
      },
      async wait(milliseconds) {
        waits.push(milliseconds);
      },
    },
  });
  return { sandbox, received, waits };
}

describe("webhooks", () => {
  test("Shopify's own library accepts the signature and reads the headers", async () => {
    const { sandbox, received } = sandboxAnsweredWith([200]);
    await sandbox.sendWebhook("app/uninstalled", { id: 1, note: "Grüße" });
    const library = shopifyApi({
      apiKey: app.apiKey,
      apiSecretKey: app.apiSecret,
      hostName: "127.0.0.1",
      apiVersion: ApiVersion.October26,
      isEmbeddedApp: true,
    });
    const [{ request, body } = { request: new Request("http://x"), body: "" }] = received;
    expect(request.url).toBe("http://127.0.0.1:4600/webhooks/app/uninstalled");
    const rawRequest = { method: "POST", url: request.url, headers: Object.fromEntries(request.headers) };
    expect(await library.webhooks.validate({ rawBody: body, rawRequest })).toMatchObject({
      valid: true,
      topic: "APP_UNINSTALLED",
      domain: "demo-shop.myshopify.com",
    });
    expect(await library.webhooks.validate({ rawBody: `${body} `, rawRequest })).toMatchObject({
      valid: false,
    });
  });

  test("a delivery that fails is repeated with the same webhook id until it is accepted", async () => {
    const { sandbox, received, waits } = sandboxAnsweredWith([500, new Error("connection refused"), 204]);
    await sandbox.sendWebhook("app/uninstalled", {});
    expect(new Set(received.map(({ request }) => request.headers.get("x-shopify-webhook-id"))).size).toBe(1);
    expect(waits).toEqual([500, 1000]);
    expect(sandbox.state.data.deliveries[0]).toMatchObject({
      outcome: "delivered",
      attempts: [500, "connection refused", 204],
    });
  });

  test("after eight repeats it is given up", async () => {
    const { sandbox, received } = sandboxAnsweredWith(Array.from({ length: 20 }, () => 503));
    await sandbox.sendWebhook("app/uninstalled", {});
    expect(received).toHaveLength(9);
    expect(sandbox.state.data.deliveries[0]?.outcome).toBe("gave_up");
  });

  test("a topic that nobody subscribed to is not sent", async () => {
    const { sandbox, received } = sandboxAnsweredWith([]);
    await sandbox.sendWebhook("orders/create", {});
    expect(received).toHaveLength(0);
  });
});

test("subscriptions are read from the app's configuration", () => {
  const toml = `
[webhooks]
api_version = "2026-10"

  [[webhooks.subscriptions]]
  topics = [ "app/uninstalled", "app/scopes_update" ] # both
  uri = "/webhooks/app"

  [[webhooks.subscriptions]]
  compliance_topics = [
    "shop/redact",
  ]
  uri = "/webhooks/compliance"

[pos]
uri = "/elsewhere"
`;
  expect(readWebhookSubscriptions(toml)).toEqual([
    { topic: "app/uninstalled", uri: "/webhooks/app" },
    { topic: "app/scopes_update", uri: "/webhooks/app" },
    { topic: "shop/redact", uri: "/webhooks/compliance" },
  ]);
});
