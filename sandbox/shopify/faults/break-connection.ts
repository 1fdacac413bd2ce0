import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";

/** What a caller in this process gets instead of an answer when the connection is cut. */
export class ConnectionCut extends TypeError {
  override readonly name = "TypeError";
  readonly code = "ECONNRESET";
  constructor() {
    super("fetch failed", {
      cause: Object.assign(new Error("The sandbox cut the connection."), { code: "ECONNRESET" }),
    });
  }
}

/** Cuts the socket; for a caller in this process the call fails as `fetch` does. */
export function cutConnection(context: Context): Response {
  const { incoming } = (context.env ?? {}) as { incoming?: { socket?: { destroy(): void } } };
  if (!incoming?.socket) throw new ConnectionCut();
  incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT.clone();
}

/** Says nothing until the caller gives up, or the time is over and the connection is cut. */
export async function neverAnswer(context: Context, milliseconds: number): Promise<Response> {
  const { signal } = context.req.raw;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    timer.unref();
    const stop = () => {
      clearTimeout(timer);
      resolve();
    };
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
  });
  return cutConnection(context);
}
