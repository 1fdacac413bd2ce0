import { Hono } from "hono";
import { databaseAnswers } from "#app/health/database-answers.server.ts";

/**
 * For whoever watches the process, to be mounted at `/`: `/healthz` says that it runs, `/readyz` that it can
 * work. Neither needs a signature nor tells more than that.
 */
export const health = new Hono()
  .get("/healthz", (c) => c.json({ status: "ok" }))
  .get("/readyz", async (c) =>
    (await databaseAnswers())
      ? c.json({ status: "ok" })
      : c.json({ status: "unavailable", detail: "The database does not answer." }, 503),
  );
