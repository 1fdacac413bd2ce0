/** Where the sandbox plays a shop. */
export interface SandboxShop {
  /** The one domain that is rewritten. */
  domain: string;
  /** Where its requests go instead: `http://127.0.0.1:4602`. */
  address: string;
}

/**
 * Where a request to Shopify goes: the sandbox's address for its own shop, and for every other host the
 * same address as before.
 */
export function sandboxAddress(url: URL, sandbox: SandboxShop): { url: URL; forwardedHost: string | null } {
  if (url.protocol !== "https:" || url.host !== sandbox.domain) return { url, forwardedHost: null };
  return { url: new URL(url.pathname + url.search, sandbox.address), forwardedHost: url.host };
}
