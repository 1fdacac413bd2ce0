import { createHash, timingSafeEqual } from "node:crypto";
import { renderMetrics } from "#app/health/render-metrics.server.ts";

const NOT_HERE = 404;
const WHO_ARE_YOU = 401;

/** Answers who may read the metrics; everybody else as if there were none, or is asked for the token. */
export async function metricsAnswer(
  access: "token" | "listener",
  authorization: string | undefined,
  token: string | undefined,
): Promise<Response> {
  if (token === undefined) {
    if (access === "token") return new Response("There is no such page.", { status: NOT_HERE });
  } else if (!isSame(authorization ?? "", `Bearer ${token}`)) {
    const headers = { "www-authenticate": "Bearer" };
    return new Response("The metrics need the token of METRICS_TOKEN.", { status: WHO_ARE_YOU, headers });
  }
  const { contentType, text } = await renderMetrics();
  return new Response(text, { headers: { "content-type": contentType, "cache-control": "no-store" } });
}

/** In constant time, whatever the lengths. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
