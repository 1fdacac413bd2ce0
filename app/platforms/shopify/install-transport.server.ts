import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { type SandboxShop, sandboxAddress } from "./sandbox-address.ts";
import { SHOPIFY_CALL_SECONDS_MAX } from "./shopify-limits.ts";

/**
 * Makes every call that Shopify's library sends out give up in time, and in the demo and the tests sends
 * those to the sandbox's shop to the sandbox. Call it after the library's adapter is loaded.
 */
export function installTransport(sandbox: SandboxShop | null): void {
  setAbstractFetchFunc((input, init) => {
    const request = new Request(input, init);
    const target = sandbox
      ? sandboxAddress(new URL(request.url), sandbox)
      : { url: new URL(request.url), forwardedHost: null };
    const headers = new Headers(request.headers);
    if (target.forwardedHost) headers.set("x-forwarded-host", target.forwardedHost);
    const timeOut = AbortSignal.timeout(SHOPIFY_CALL_SECONDS_MAX * 1000);
    return fetch(target.url, {
      ...init,
      headers,
      signal: init?.signal ? AbortSignal.any([init.signal, timeOut]) : timeOut,
    });
  });
}
