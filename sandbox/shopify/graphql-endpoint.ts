import type { Context } from "hono";
import { executeAdminQuery } from "./execute-admin-query.ts";
import type { SandboxShopify } from "./sandbox-shopify.ts";
import type { Throttle } from "./throttle.ts";

/** `POST /admin/api/{version}/graphql.json`: version, token and body are checked before anything runs. */
export async function graphqlEndpoint(
  context: Context,
  shopify: SandboxShopify,
  throttle: Throttle,
): Promise<Response> {
  if (context.req.param("version") !== shopify.apiVersion) return context.json({ errors: "Not Found" }, 404);
  context.header("X-Shopify-API-Version", shopify.apiVersion);

  const token = shopify.state.data.accessTokens[context.req.header("x-shopify-access-token") ?? ""];
  if (!token || token.expiresAt <= shopify.now().getTime() || !shopify.state.data.installed) {
    const errors = "[API] Invalid API key or access token (unrecognized login or wrong password)";
    return context.json({ errors }, 401);
  }
  if (!context.req.header("content-type")?.startsWith("application/json")) {
    return context.json({ errors: "The sandbox reads application/json only." }, 415);
  }
  const body = await context.req.json<Record<string, unknown>>().catch(() => undefined);
  if (!body || typeof body.query !== "string" || body.query === "") {
    return context.json({ errors: { query: "Required parameter missing or invalid" } }, 400);
  }
  return context.json(
    await executeAdminQuery(shopify, throttle, {
      query: body.query,
      variables: (body.variables ?? {}) as Record<string, unknown>,
      ...(typeof body.operationName === "string" ? { operationName: body.operationName } : {}),
    }),
  );
}
