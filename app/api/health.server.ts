import { Hono } from "hono";
import { env } from "#app/config/env.server.ts";
import { readiness } from "#app/health/readiness.server.ts";
import { metricsAnswer } from "./metrics-answer.server.ts";

/**
 * For whoever watches the process, to be mounted at `/`: `/healthz` says that it runs, `/readyz` whether it should get
 * work, and why not. Neither needs a signature nor tells a secret. `metrics`: who may read `/metrics`: `token`: who
 * has METRICS_TOKEN, nobody where there is none; `listener`: whoever reaches the port, with the token where there is one.
 */
export function createHealth(
  metrics: "token" | "listener",
  tokenOf: () => string | undefined = () => env().METRICS_TOKEN,
): Hono {
  return new Hono()
    .get("/healthz", (c) => c.json({ status: "ok" }))
    .get("/readyz", async (c) => {
      const reasons = await readiness(env().WORKER === "off" ? "sends" : "works");
      return reasons.length === 0
        ? c.json({ status: "ok" })
        : c.json({ status: "unavailable", reasons }, 503);
    })
    .get("/metrics", async (c) => await metricsAnswer(metrics, c.req.header("authorization"), tokenOf()));
}

/** The one beside the API and the pages. */
export const health = createHealth("token");

/** The one on a port of its own (METRICS_PORT), which a process without pages has too. */
export const operatorHealth = createHealth("listener");
