import pino from "pino";
import { env } from "#app/config/env.server.ts";
import { logContext } from "./log-context.server.ts";
import { safeError } from "./safe-error.ts";
import { safeText } from "./safe-text.ts";

let logger: pino.Logger | undefined;

/**
 * The process's JSON log: a line says which request or job it belongs to. Never give it codes, contacts, keys, secrets
 * or paths with ids in them; of an error (`err`) and of what others said (`detail`) it keeps what is safe.
 */
export function log(): pino.Logger {
  logger ??= makeLog();
  return logger;
}

/** Lets tests read every line, whatever the level of the environment. */
export function writeLogTo(stream: pino.DestinationStream): void {
  logger = makeLog(stream, "trace");
}

function makeLog(
  stream?: pino.DestinationStream,
  level: pino.LevelWithSilent = env().LOG_LEVEL,
): pino.Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // A copy: what pino is given here becomes the line.
      mixin: () => ({ ...logContext() }),
      serializers: {
        err: (error: unknown) => safeError(error),
        detail: (detail: unknown) => (typeof detail === "string" ? safeText(detail) : detail),
      },
    },
    stream ?? pino.destination({ sync: true }),
  );
}
