import type { PaceReport, PlatformPace } from "../platform-pace.ts";
import type { AdminClient, AdminPace } from "./admin-client.ts";

/** Points of a document that was never sent: about what a mutation costs. */
const POINTS_GUESSED = 12;
/** Points of one node of a page with its one object, as Shopify's published sum has it. */
const POINTS_PER_NODE = 2;

/**
 * The Admin API of a shop in step with everybody else who calls it: points are taken before a call, by what the
 * same document asked for last, and what the answer says is passed on. Too few points: `later`, and no call.
 * `lastPace` tells what the client heard of points since it was asked last.
 */
export function pacedAdminClient(
  admin: AdminClient,
  pace: PlatformPace,
  lastPace: () => AdminPace | null,
): AdminClient {
  const requested = new Map<string, number>();
  return {
    async graphql(document, variables) {
      const { first } = variables;
      const kind = `${typeof first === "number" ? first : ""} ${document}`;
      const points =
        requested.get(kind) ?? POINTS_GUESSED + (typeof first === "number" ? first * POINTS_PER_NODE : 0);
      const wait = await pace.take(points);
      if (wait > 0) {
        return {
          ok: false,
          failure: { kind: "later", afterSeconds: wait, detail: "The shop's points are spent." },
        };
      }
      let report: PaceReport | null = null;
      try {
        const answer = await admin.graphql(document, variables);
        if (answer.ok && answer.value.cost) requested.set(kind, answer.value.cost.requested);
        const heard = lastPace();
        report = heard && {
          pointsAvailable: heard.available,
          pointsMax: heard.max,
          pointsPerSecond: heard.restoreRate,
        };
        return answer;
      } finally {
        await pace.told(points, report);
      }
    },
  };
}
