import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll } from "vitest";
import { DEMO_SHOP, DEMO_SHOPIFY_API_KEY, DEMO_SHOPIFY_API_SECRET } from "#app/config/demo-secrets.ts";
import { isLoopback } from "#app/config/environment.ts";
import { createSandboxShopify } from "#sandbox/shopify/create-sandbox-shopify.ts";
import { ConnectionCut } from "#sandbox/shopify/faults/break-connection.ts";

// The outside world of unit and API tests: requests to the shop are answered by the sandbox's own handlers, in
// process; tests may call servers of their own on this machine; anything else fails the test that sent it.
// This file listens when it is loaded, which a set-up file is before any test file: Shopify's adapter takes
// hold of `fetch` when it is imported.

/** Where the shop's webhooks go; a test that plays the app takes them from here. */
export const webhookReceiver: { fetch: typeof fetch } = { fetch: (...request) => fetch(...request) };

/** The shop behind every test of the file; its state can be changed by the test. */
export const sandboxShopify = createSandboxShopify({
  apiKey: DEMO_SHOPIFY_API_KEY,
  apiSecret: DEMO_SHOPIFY_API_SECRET,
  webhooks: {
    appUrl: "http://127.0.0.1:1",
    subscriptions: [],
    fetch: (...request) => webhookReceiver.fetch(...request),
  },
});

const unexpected: string[] = [];

const server = setupServer(
  http.all(`https://${DEMO_SHOP}/*`, async ({ request }) => {
    try {
      return await sandboxShopify.shopify.fetch(request);
    } catch (error) {
      if (error instanceof ConnectionCut) return HttpResponse.error();
      throw error;
    }
  }),
  http.all("*", ({ request }) => {
    const { hostname, origin } = new URL(request.url);
    if (isLoopback(hostname)) return undefined;
    unexpected.push(`${request.method} ${origin}`);
    return HttpResponse.error();
  }),
);
server.listen({ onUnhandledFrame: "bypass" });

beforeAll(() => {
  unexpected.length = 0;
});

afterAll(() => {
  server.close();
  if (unexpected.length > 0) throw new Error(`Requests that nobody expected: ${unexpected.join(", ")}`);
});
