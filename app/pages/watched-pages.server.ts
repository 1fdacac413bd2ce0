import { randomUUID } from "node:crypto";
import { log } from "#app/log/log.server.ts";
import { withLogContext } from "#app/log/log-context.server.ts";
import { REQUEST_DURATION, REQUESTS } from "#app/metrics/instruments.server.ts";
import { type RouteTable, routeTemplate } from "#app/pages/route-template.ts";

type Answer = (request: Request) => Promise<Response>;

/**
 * Pages and webhooks with a request id, a line in the log and their place in the metrics: by the template of their
 * path, never the path itself.
 */
export function watchedPages(routes: RouteTable, answer: Answer): Answer {
  const templateOf = routeTemplate(routes);
  return async (request) => {
    const requestId = randomUUID();
    const startedAt = performance.now();
    const route = `${methodOf(request)} ${templateOf(new URL(request.url).pathname)}`;
    return await withLogContext({ requestId }, async () => {
      let status = 500;
      try {
        const response = await answer(request);
        status = response.status;
        response.headers.set("x-request-id", requestId);
        return response;
      } finally {
        const milliseconds = performance.now() - startedAt;
        const kind = route.includes(" /webhooks/") ? "webhook" : "page";
        REQUESTS.inc({ route, status });
        REQUEST_DURATION.observe({ kind }, milliseconds / 1_000);
        log().info({ route, status, ms: Math.round(milliseconds * 100) / 100 }, kind);
      }
    });
  };
}

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Callers may send any word as a method: a label of the metrics must not be theirs to choose. */
function methodOf({ method }: Request): string {
  return METHODS.has(method) ? method : "OTHER";
}
