import { AsyncLocalStorage } from "node:async_hooks";

/** What every line says of the work that wrote it. */
export interface LogContext {
  /** The request that is being answered, or that caused the job. */
  requestId?: string;
  job?: string;
  jobId?: string;
}

const contexts = new AsyncLocalStorage<LogContext>();
const NONE: LogContext = {};

/** What the lines that are written now say of their work. */
export function logContext(): LogContext {
  return contexts.getStore() ?? NONE;
}

/** Runs `work`, whose lines, and those of whatever it calls or awaits, say so. */
export function withLogContext<T>(context: LogContext, work: () => T): T {
  return contexts.run(context, work);
}

/** Runs what belongs to no single request, such as work for many at once, wherever it happens to be started. */
export function outsideRequests<T>(work: () => T): T {
  return contexts.run(NONE, work);
}
