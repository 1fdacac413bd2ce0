/** What a page says when nothing else was said about frames. */
const NOBODY = "frame-ancestors 'none';";

/**
 * The content security policy of a page: who may show it in a frame. Shopify's library names the shop and
 * the admin; the sandbox's frame is added in the demo and the tests alone.
 */
export function framePolicy(policy: string | null, sandboxOrigin: string | undefined): string {
  if (!policy) return sandboxOrigin ? `frame-ancestors ${sandboxOrigin};` : NOBODY;
  if (!sandboxOrigin || policy.includes("'none'")) return policy;
  return policy.replace(/frame-ancestors\s+([^;]*)/, (_, allowed: string) => {
    return `frame-ancestors ${allowed.trim()} ${sandboxOrigin}`;
  });
}
