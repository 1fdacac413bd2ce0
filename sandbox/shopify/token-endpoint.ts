import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import { cutConnection } from "./faults/break-connection.ts";
import type { SandboxShopify } from "./sandbox-shopify.ts";
import { readSessionToken } from "./session-token.ts";
import type { AccessToken, ShopifyData } from "./shopify-state.ts";

type Shopify = Pick<SandboxShopify, "app" | "state" | "now" | "faults">;

/** Seconds; Shopify's documented life of an expiring offline token and of its refresh token. */
const OFFLINE_TOKEN_SECONDS = 3_600;
const REFRESH_TOKEN_SECONDS = 90 * 24 * 3_600;
/** Seconds; an online token lives as long as the user's session, a day in the documentation's example. */
const ONLINE_TOKEN_SECONDS = 24 * 3_600 - 1;
/** Seconds that a replaced refresh token stays usable while its replacement was not used (since 2026-08-28). */
const REPLACED_TOKEN_SECONDS = 30 * 24 * 3_600;

const TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";

/** `POST /admin/oauth/access_token`: token exchange and refresh, with Shopify's refusals. */
export async function tokenEndpoint(context: Context, shopify: Shopify): Promise<Response> {
  const body = await readBody(context.req.raw);
  if (!body) return refuse(context, "invalid_request", "The body must be JSON or a form.");
  if (body.client_id !== shopify.app.apiKey || body.client_secret !== shopify.app.apiSecret) {
    return refuse(context, "invalid_client", "The client id or the client secret is wrong.");
  }
  switch (body.grant_type) {
    case TOKEN_EXCHANGE:
      return await exchange(context, shopify, body);
    case "refresh_token":
      return refresh(context, shopify, body);
    default:
      return refuse(context, "unsupported_grant_type", "The sandbox knows token exchange and refresh.");
  }
}

async function exchange(context: Context, shopify: Shopify, body: Record<string, string>) {
  if (body.subject_token_type !== ID_TOKEN) {
    return refuse(context, "invalid_request", `subject_token_type must be ${ID_TOKEN}.`);
  }
  const read = await readSessionToken(
    shopify.app,
    shopify.state.data.shop.domain,
    body.subject_token ?? "",
    shopify.now(),
  );
  if (!read.ok) return refuse(context, "invalid_subject_token", read.reason);
  if (body.requested_token_type === ONLINE) return context.json(issueOnline(shopify));
  if (body.requested_token_type !== OFFLINE) {
    return refuse(context, "invalid_request", "requested_token_type must be offline or online.");
  }
  if (body.expiring !== "1") {
    const reason = "Apps created after 2026-04-01 get expiring offline tokens only: send expiring=1.";
    return refuse(context, "invalid_request", reason);
  }
  return context.json(
    shopify.state.change((data) => {
      data.installed = true;
      return issueOffline(data, shopify.now(), null);
    }),
  );
}

function refresh(context: Context, shopify: Shopify, body: Record<string, string>) {
  const used = body.refresh_token ?? "";
  const now = shopify.now();
  const record = shopify.state.data.refreshTokens[used];
  if (!record || record.expiresAt <= now.getTime()) {
    return refuse(context, "invalid_grant", "The refresh token is unknown, replaced or expired.");
  }
  const issued = shopify.state.change((data) => {
    if (record.replaces) delete data.refreshTokens[record.replaces];
    record.replaces = null;
    record.expiresAt = Math.min(record.expiresAt, now.getTime() + REPLACED_TOKEN_SECONDS * 1000);
    return issueOffline(data, now, used);
  });
  return shopify.faults.happens("renewalCut") ? cutConnection(context) : context.json(issued);
}

function issueOffline(data: ShopifyData, now: Date, replaces: string | null) {
  const accessToken = keepToken(data, now, "offline", OFFLINE_TOKEN_SECONDS);
  const refreshToken = `shprt_${randomBytes(16).toString("hex")}`;
  data.refreshTokens[refreshToken] = {
    expiresAt: now.getTime() + REFRESH_TOKEN_SECONDS * 1000,
    replaces,
  };
  return {
    access_token: accessToken,
    scope: data.grantedScopes.join(","),
    expires_in: OFFLINE_TOKEN_SECONDS,
    refresh_token: refreshToken,
    refresh_token_expires_in: REFRESH_TOKEN_SECONDS,
  };
}

function issueOnline(shopify: Shopify) {
  return shopify.state.change((data) => {
    data.installed = true;
    const scope = data.grantedScopes.join(",");
    return {
      access_token: keepToken(data, shopify.now(), "online", ONLINE_TOKEN_SECONDS),
      scope,
      expires_in: ONLINE_TOKEN_SECONDS,
      associated_user_scope: scope,
      associated_user: data.user,
    };
  });
}

function keepToken(data: ShopifyData, now: Date, kind: AccessToken["kind"], seconds: number): string {
  for (const [token, { expiresAt }] of Object.entries(data.accessTokens)) {
    if (expiresAt <= now.getTime()) delete data.accessTokens[token];
  }
  const token = `${kind === "offline" ? "shpat" : "shpua"}_${randomBytes(16).toString("hex")}`;
  data.accessTokens[token] = { kind, expiresAt: now.getTime() + seconds * 1000 };
  return token;
}

async function readBody(request: Request): Promise<Record<string, string> | undefined> {
  const text = await request.text();
  if (!request.headers.get("content-type")?.includes("json")) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    return JSON.parse(text) as Record<string, string>;
  } catch {
    return undefined;
  }
}

function refuse(context: Context, error: string, description: string): Response {
  return context.json({ error, error_description: description }, error === "invalid_client" ? 401 : 400);
}
