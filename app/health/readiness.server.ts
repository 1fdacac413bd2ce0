import { QUEUE_SILENT_SECONDS, READY_SECONDS_MAX } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { missingMigrations } from "#app/db/missing-migrations.server.ts";
import { queueTrouble } from "#app/jobs/queue/queue.server.ts";
import { outsideRequests } from "#app/log/log-context.server.ts";
import { isDraining } from "./draining.server.ts";
import { within } from "./within.ts";

/** Why a process should get no work now: a code for machines, a sentence for people. Neither holds a secret. */
export interface NotReady {
  code: "stopping" | "database_unreachable" | "migrations_missing" | "queue_not_started" | "queue_silent";
  detail: string;
}

let asking: Promise<NotReady | null> | undefined;

/** What keeps this process from working; empty: it is ready. Answers in time even when the database does not. */
export async function readiness(
  role: "works" | "sends",
  now: () => number = Date.now,
  secondsMax: number = READY_SECONDS_MAX,
): Promise<NotReady[]> {
  // One question under way, however many probes wait for it: a database in trouble is not asked more and more.
  asking ??= outsideRequests(askDatabase).finally(() => {
    asking = undefined;
  });
  const database = await within(secondsMax * 1_000, asking).catch(
    (): NotReady => ({
      code: "database_unreachable",
      detail: `The database does not answer within ${secondsMax} seconds.`,
    }),
  );
  const found = [isDraining() ? STOPPING : null, database, queueReason(role, now())];
  return found.filter((reason) => reason !== null);
}

const STOPPING: NotReady = { code: "stopping", detail: "The process stops: it takes no new work." };

async function askDatabase(): Promise<NotReady | null> {
  let missing: string[];
  try {
    missing = await missingMigrations(database().pool);
  } catch {
    return { code: "database_unreachable", detail: "The database does not answer." };
  }
  const [first] = missing;
  if (first === undefined) return null;
  const detail = `The database lacks ${missing.length} of this build's migrations, ${first} first.`;
  return { code: "migrations_missing", detail };
}

function queueReason(role: "works" | "sends", now: number): NotReady | null {
  const trouble = queueTrouble(role, now, QUEUE_SILENT_SECONDS);
  switch (trouble) {
    case null:
      return null;
    case "not_started":
      return { code: "queue_not_started", detail: "The queue of background jobs is not running here." };
    case "silent":
      return {
        code: "queue_silent",
        detail: `No worker of this process has looked for jobs for ${QUEUE_SILENT_SECONDS} seconds.`,
      };
    default:
      throw new Error(`An unknown trouble: ${trouble satisfies never}`);
  }
}
