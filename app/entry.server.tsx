import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import type { EntryContext } from "@remix-run/server-runtime";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { log } from "#app/log/log.server.ts";
import { addDocumentResponseHeaders } from "#app/shopify.server.ts";

// What the server needs of the bundle, so that pages, API and worker share one copy of every module:
// one connection pool, one set of caches.
export { api } from "#app/api/api.server.ts";
export { health, operatorHealth } from "#app/api/health.server.ts";
export { closeDatabase } from "#app/db/database.server.ts";
export { startDraining } from "#app/health/draining.server.ts";
export { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
export { watchedPages } from "#app/pages/watched-pages.server.ts";
export { startWorker } from "#app/worker.server.ts";

/** Milliseconds after which a page that is still being rendered is given up. */
const RENDER_MILLISECONDS_MAX = 10_000;

/** Renders a page as a stream; a bot gets it in one piece. */
export default function handleRequest(
  request: Request,
  responseStatusCode: number,
  responseHeaders: Headers,
  remixContext: EntryContext,
): Promise<Response> {
  addDocumentResponseHeaders(request, responseHeaders);
  responseHeaders.set("Content-Type", "text/html; charset=utf-8");
  const ready = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady";
  return new Promise((resolve, reject) => {
    let status = responseStatusCode;
    let shellSent = false;
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={remixContext} url={request.url} />, {
      [ready]() {
        shellSent = true;
        const body = new PassThrough();
        resolve(new Response(createReadableStreamFromReadable(body), { headers: responseHeaders, status }));
        pipe(body);
      },
      onShellError: reject,
      onError(error) {
        status = 500;
        // Before the shell is sent the rejection is logged by handleError.
        if (shellSent) log().error({ err: error }, "a page failed while it was rendered");
      },
    });
    setTimeout(abort, RENDER_MILLISECONDS_MAX).unref();
  });
}

/** Errors of loaders, actions and rendering. Aborted requests and unknown addresses are nobody's fault. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  log().error({ err: error }, "a page failed");
}
