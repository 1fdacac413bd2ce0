/** What a page says when nothing else was said about frames: it knows no shop and shows nothing of one. */
const ADMIN_ALONE = "frame-ancestors https://admin.shopify.com;";

/**
 * The content security policy of a page: who may show it in a frame. Shopify's library names the shop and
 * the admin; the sandbox's frame is added in the demo and the tests alone.
 */
export function framePolicy(policy: string | null, sandboxOrigin: string | undefined): string {
  const said = policy ?? ADMIN_ALONE;
  if (!sandboxOrigin || said.includes("'none'")) return said;
  return said.replace(/frame-ancestors\s+([^;]*)/, (_, allowed: string) => {
    return `frame-ancestors ${allowed.trim()} ${sandboxOrigin}`;
  });
}
