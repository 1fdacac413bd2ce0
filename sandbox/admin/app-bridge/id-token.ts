import { adminOrigin } from "./frame-channel.ts";

/** The browser's own fetch, without the token that this script adds to it. */
const plainFetch = window.fetch.bind(window);

/** Seconds before its end at which a token is not used any more. */
const RENEW_SECONDS = 15;

let kept: { token: string; expiresAt: number } | undefined;

/** A session token for the app's server, fresh for at least 15 seconds. */
export async function idToken(): Promise<string> {
  if (kept && kept.expiresAt - Date.now() > RENEW_SECONDS * 1000) return kept.token;
  const response = await plainFetch(`${adminOrigin}/sandbox/session-token`, { method: "POST" });
  if (!response.ok) throw new Error(`The sandbox gave no session token (${response.status}).`);
  kept = (await response.json()) as { token: string; expiresAt: number };
  return kept.token;
}

/**
 * Adds the token to requests to the app's own server, and repeats one once with a new token when the
 * server asks for that. Other requests are left alone.
 */
export function patchFetch(openTop: (url: string) => void): void {
  const send = async (input: RequestInfo | URL, init?: RequestInit) => {
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    headers.set("Authorization", `Bearer ${await idToken()}`);
    headers.set("X-Requested-With", "XMLHttpRequest");
    return await plainFetch(input instanceof Request ? input.clone() : input, { ...init, headers });
  };
  window.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    const given = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    if (url.origin !== location.origin || given.has("authorization")) return await plainFetch(input, init);
    let response = await send(input, init);
    if (response.status === 401 && response.headers.has("x-shopify-retry-invalid-session-request")) {
      kept = undefined;
      response = await send(input, init);
    }
    const reauthorize = response.headers.get("x-shopify-api-request-failure-reauthorize-url");
    if (response.status === 401 && reauthorize) openTop(new URL(reauthorize, location.href).href);
    return response;
  };
}

/** The page that only asks for a token: `?shopify-reload=` says where to go with it. */
export async function bounce(reload: string): Promise<void> {
  const url = new URL(reload, location.href);
  if (url.origin !== location.origin) throw new Error("shopify-reload leads to another origin.");
  url.searchParams.set("id_token", await idToken());
  location.replace(url);
}
