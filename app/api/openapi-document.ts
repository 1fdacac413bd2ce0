import { OpenAPIHono, type RouteConfig } from "@hono/zod-openapi";

/** The document's own type, as the generator makes it. */
export type OpenApiDocument = ReturnType<OpenAPIHono["getOpenAPI31Document"]>;

const HEADERS = {
  keyId: ["x-api-key-id", "The key id of the API client, `cpk_...`; of a Magento store, `cpb_...`."],
  messageId: ["webhook-id", "Unique per message, `[A-Za-z0-9_-]{1,128}`."],
  timestamp: ["webhook-timestamp", "Unix time in seconds, within 5 minutes of the server's."],
  signature: ["webhook-signature", "One to ten of `v1,<base64 HMAC-SHA256>`, separated by spaces."],
} as const;

const DESCRIPTION = `Hands out coupon codes at the moment of sending, each code once.

Every call is signed the Standard Webhooks way (standardwebhooks.com), with one addition: what is signed starts with the method and the address. The signed content is \`<webhook-id>.<webhook-timestamp>.<METHOD> <request target>\\n<raw body>\`, the request target exactly as it stands in the request line; an empty body is the empty string.`;

/** The contract as OpenAPI 3.1, made from the schemas that parse the requests. */
export function openApiDocument(contracts: readonly RouteConfig[], serverUrl: string): OpenApiDocument {
  const app = new OpenAPIHono();
  const security = [Object.fromEntries(Object.keys(HEADERS).map((name) => [name, []]))];
  // A call that is not signed says so itself.
  for (const contract of contracts) app.openAPIRegistry.registerPath({ security, ...contract });
  for (const [name, [header, description]] of Object.entries(HEADERS)) {
    const scheme = { type: "apiKey", in: "header", name: header, description } as const;
    app.openAPIRegistry.registerComponent("securitySchemes", name, scheme);
  }
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Coupon Pools API", version: "1", description: DESCRIPTION },
    servers: [{ url: serverUrl }],
  });
}
