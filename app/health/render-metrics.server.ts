import { collectDefaultMetrics } from "prom-client";
import { databaseRegistry, registry } from "#app/metrics/registry.server.ts";
import { updateGauges } from "./update-gauges.server.ts";

let isCollecting = false;

/** Everything that is measured, in Prometheus's text format. `now` in milliseconds that only grow. */
export async function renderMetrics(
  now: number = performance.now(),
): Promise<{ contentType: string; text: string }> {
  // Memory, CPU, event loop: from the first look on, since watching costs a little.
  if (!isCollecting) collectDefaultMetrics({ register: registry });
  isCollecting = true;
  const isDatabaseKnown = await updateGauges(now);
  const parts = isDatabaseKnown ? [registry, databaseRegistry] : [registry];
  const texts = await Promise.all(parts.map(async (part) => await part.metrics()));
  return { contentType: registry.contentType, text: texts.join("\n") };
}
