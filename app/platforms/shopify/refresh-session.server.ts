import { Session } from "@shopify/shopify-api";
import { abstractFetch } from "@shopify/shopify-api/runtime";
import { z } from "zod";
import type { PlatformFailure, PlatformResult } from "../discount-platform.ts";
import { failureOfStatus } from "./admin-failure.ts";

const tokensSchema = z.object({
  access_token: z.string().min(1),
  scope: z.string(),
  expires_in: z.number(),
  refresh_token: z.string().min(1),
  refresh_token_expires_in: z.number(),
});

const DEAD: PlatformFailure = {
  kind: "unreachable",
  reason: "reconnect_needed",
  detail: "Shopify no longer accepts the refresh token of this shop.",
};

/**
 * A new access token for a shop, with the refresh token that replaces the used one: both in one session, to
 * be stored together. Unlike the library, which answers any failure with 500, it tells a dead token from an
 * outage. Using the same refresh token again is safe: Shopify keeps it until its replacement is used.
 * Source: shopify.dev, offline access tokens that expire.
 */
export async function refreshSession(
  session: Session,
  app: { apiKey: string; apiSecret: string },
  now: Date,
): Promise<PlatformResult<Session>> {
  if (!session.refreshToken) return { ok: false, failure: DEAD };
  let response: Response;
  let body: unknown;
  try {
    response = (await abstractFetch(`https://${session.shop}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({
        client_id: app.apiKey,
        client_secret: app.apiSecret,
        grant_type: "refresh_token",
        refresh_token: session.refreshToken,
      }),
    })) as unknown as Response;
    body = await response.json().catch(() => null);
  } catch {
    const detail = "Shopify could not be reached to renew the access.";
    return { ok: false, failure: { kind: "later", afterSeconds: 5, detail } };
  }
  if (response.status === 400 || response.status === 401) return { ok: false, failure: DEAD };
  if (!response.ok) return { ok: false, failure: failureOfStatus(response.status, null, false) };
  const tokens = tokensSchema.parse(body);
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  return {
    ok: true,
    value: new Session({
      ...session.toObject(),
      accessToken: tokens.access_token,
      scope: tokens.scope,
      expires: after(tokens.expires_in),
      refreshToken: tokens.refresh_token,
      refreshTokenExpires: after(tokens.refresh_token_expires_in),
    }),
  };
}
