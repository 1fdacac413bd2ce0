const USUAL_PORTS = new Set(["", "80", "443"]);

/**
 * What of a base URL tells one shop from another: http or https, a leading `www.`, capital letters and the slash at
 * the end do not. A text that is no URL, such as a placeholder, stands for itself.
 */
export function shopAddress(baseUrl: string): string {
  const url = URL.parse(baseUrl.trim());
  if (!url?.hostname) return baseUrl.trim().toLowerCase();
  const host = url.hostname.replace(/^www\./, "");
  const port = USUAL_PORTS.has(url.port) ? "" : `:${url.port}`;
  return host + port + url.pathname.replace(/\/+$/, "").toLowerCase();
}
