import type { Context } from "hono";
import { executeAdminQuery, rootFieldsOf, throttledAnswer } from "./execute-admin-query.ts";
import { cutConnection, neverAnswer } from "./faults/break-connection.ts";
import type { SandboxShopify } from "./sandbox-shopify.ts";

/** What Shopify and what stands before it answer when they are in trouble. */
const SERVER_ERRORS = [500, 502, 503] as const;

/**
 * `POST /admin/api/{version}/graphql.json`: version, token and body are checked before anything runs, and
 * the faults of requests happen around it.
 */
export async function graphqlEndpoint(context: Context, shopify: SandboxShopify): Promise<Response> {
  if (context.req.param("version") !== shopify.apiVersion) return context.json({ errors: "Not Found" }, 404);
  context.header("X-Shopify-API-Version", shopify.apiVersion);
  if (shopify.pace.answerMilliseconds > 0) {
    await new Promise((resolve) => setTimeout(resolve, shopify.pace.answerMilliseconds));
  }
  if (shopify.state.data.isFrozen) return context.json({ errors: "Unavailable Shop" }, 402);
  const body = await context.req.json<Record<string, unknown>>().catch(() => undefined);
  const query = typeof body?.query === "string" ? body.query : "";
  const { faults } = shopify;
  const isConcerned = faults.concerns(rootFieldsOf(shopify, query));

  if (isConcerned && faults.happens("tokenRevoked")) {
    shopify.state.change((data) => {
      data.accessTokens = {};
    });
  }
  const token = shopify.state.data.accessTokens[context.req.header("x-shopify-access-token") ?? ""];
  if (!token || token.expiresAt <= shopify.now().getTime() || !shopify.state.data.installed) {
    const errors = "[API] Invalid API key or access token (unrecognized login or wrong password)";
    return context.json({ errors }, 401);
  }
  if (!context.req.header("content-type")?.startsWith("application/json")) {
    return context.json({ errors: "The sandbox reads application/json only." }, 415);
  }
  if (!body || query === "") {
    return context.json({ errors: { query: "Required parameter missing or invalid" } }, 400);
  }
  const run = async () =>
    await executeAdminQuery(shopify, {
      query,
      variables: (body.variables ?? {}) as Record<string, unknown>,
      ...(typeof body.operationName === "string" ? { operationName: body.operationName } : {}),
    });
  if (!isConcerned) return context.json(await run());

  if (faults.happens("cutBefore")) return cutConnection(context);
  if (faults.happens("serverError")) {
    const status = SERVER_ERRORS[Math.floor(faults.draw("serverError") * SERVER_ERRORS.length)] ?? 503;
    return context.json({ errors: "Something went wrong on our side." }, status);
  }
  if (faults.happens("throttle")) return context.json(throttledAnswer(shopify, query, body.variables));
  if (faults.happens("timeOut")) {
    if (faults.draw("timeOut") < 0.5) await run();
    return await neverAnswer(context, faults.settings.timeOutMilliseconds);
  }
  const answer = await run();
  return faults.happens("cutAfter") ? cutConnection(context) : context.json(answer);
}
