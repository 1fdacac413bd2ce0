import { env } from "#app/config/env.server.ts";
import type { LoopbackAllowed } from "#app/events/endpoint-address.ts";

/** Event endpoints on this machine are for the demo and the tests. */
export function loopbackAllowed(): LoopbackAllowed {
  return env().APP_MODE === "production" ? "public only" : "loopback allowed";
}
