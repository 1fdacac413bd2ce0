import type { MiddlewareHandler } from "hono";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The sandbox's own pages and controls answer this machine only: another site in the same browser can
 * neither reach them under its own name nor post to them. `origins` may call them from their pages.
 */
export function localOnly(origins: readonly string[] = []): MiddlewareHandler {
  return async (context, next) => {
    const own = new URL(context.req.url);
    if (!LOOPBACK.test(own.hostname)) return context.text("This page answers this machine only.", 403);
    const origin = context.req.header("origin");
    if (origin && origin !== own.origin && !origins.includes(origin)) {
      return context.text("This address takes requests from the sandbox's own pages only.", 403);
    }
    return await next();
  };
}
