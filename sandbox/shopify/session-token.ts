import { randomUUID } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";

/** Who a session token is for. */
export interface AppCredentials {
  apiKey: string;
  apiSecret: string;
}

/** Seconds that a session token lives. Shopify: one minute. */
export const SESSION_TOKEN_SECONDS = 60;

/** Mints the token that App Bridge hands to an embedded app: a JWT signed with the app's secret. */
export async function mintSessionToken(
  app: AppCredentials,
  shop: string,
  userId: number,
  now: Date,
): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1000);
  return await new SignJWT({ dest: `https://${shop}`, sid: randomUUID() })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer(`https://${shop}/admin`)
    .setAudience(app.apiKey)
    .setSubject(String(userId))
    .setIssuedAt(seconds)
    .setNotBefore(seconds)
    .setExpirationTime(seconds + SESSION_TOKEN_SECONDS)
    .setJti(randomUUID())
    .sign(new TextEncoder().encode(app.apiSecret));
}

/**
 * Checks a session token as Shopify does before it exchanges it: signature, audience, expiry, issuer and
 * the shop it was made for. Returns the user's id, or why the token is refused.
 */
export async function readSessionToken(
  app: AppCredentials,
  shop: string,
  token: string,
  now: Date,
): Promise<{ ok: true; userId: number } | { ok: false; reason: string }> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(app.apiSecret), {
      algorithms: ["HS256"],
      audience: app.apiKey,
      issuer: `https://${shop}/admin`,
      requiredClaims: ["dest", "exp", "nbf", "sub", "iat", "jti"],
      currentDate: now,
    });
    if (payload.dest !== `https://${shop}`) return { ok: false, reason: "the token is for another shop" };
    return { ok: true, userId: Number(payload.sub) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}
