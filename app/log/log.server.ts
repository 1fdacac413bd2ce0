import pino from "pino";
import { env } from "#app/config/env.server.ts";

let logger: pino.Logger | undefined;

/** The process's JSON log. Never give it codes, contacts, keys, secrets or paths with ids in them. */
export function log(): pino.Logger {
  logger ??= pino({ level: env().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return logger;
}
