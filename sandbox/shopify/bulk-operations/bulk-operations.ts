import { randomBytes } from "node:crypto";
import type { BulkPace } from "../discounts/bulk-work.ts";
import type { StagedFile, StagedUploads } from "./staged-uploads.ts";

/** Bulk mutations of an app in a shop at a time, since 2026-01. Source: shopify.dev, bulk imports, limitations. */
export const RUNNING_MAX = 5;
/** "Has to complete within 24 hours. After that it will be stopped and marked as failed." Same source. */
const LASTS_MILLISECONDS_MAX = 24 * 60 * 60 * 1_000;
/** `url` and `partialDataUrl` end a week after the operation. Source: the schema. */
export const RESULT_KEPT_MILLISECONDS = 7 * 24 * 60 * 60 * 1_000;

export interface BulkOperation {
  readonly number: number;
  readonly mutation: string;
  readonly createdAt: Date;
  /** Protects the address of the result, which asks for no token. */
  readonly secret: string;
  status: "CREATED" | "RUNNING" | "COMPLETED" | "FAILED";
  errorCode: "INTERNAL_SERVER_ERROR" | "TIMEOUT" | null;
  endedAt: Date | null;
  /** Lines of JSON, in the order in which they were run. */
  readonly results: string[];
}

interface Running extends BulkOperation {
  key: string;
  file: StagedFile;
  /** Places in the file, in the order in which they are run. */
  waiting: { place: number; line: string }[];
  nextAt: number;
}

export interface BulkOperations {
  readonly all: ReadonlyMap<number, BulkOperation>;
  /** Those that are not over. */
  running(): BulkOperation[];
  start(request: { mutation: string; key: string; file: StagedFile; now: Date }): BulkOperation;
  /** Runs what is due by now, in the order in which it falls due; `before` is told the time of each line. */
  runDue(now: Date, before: (at: Date) => void): void;
}

/**
 * Bulk mutations, run line by line by the sandbox's clock. What is assumed: how fast the lines follow each other
 * (`bulkLineMilliseconds`, unpublished), that operations side by side do not slow each other, and that the lines
 * of one are run one after another. In memory: a restart forgets them.
 */
export function createBulkOperations(options: {
  pace: BulkPace;
  uploads: StagedUploads;
  run: (mutation: string, line: string, at: Date) => object;
  ended: (operation: BulkOperation) => void;
}): BulkOperations {
  const { pace, uploads, run, ended } = options;
  const all = new Map<number, Running>();
  const open = new Set<Running>();

  const end = (operation: Running, at: number, errorCode: BulkOperation["errorCode"]) => {
    operation.status = errorCode ? "FAILED" : "COMPLETED";
    operation.errorCode = errorCode;
    operation.endedAt = new Date(at);
    operation.waiting = [];
    open.delete(operation);
    ended(operation);
  };
  const step = (operation: Running, before: (at: Date) => void) => {
    const at = operation.nextAt;
    // "Any modifications will cause the operation to fail with an INTERNAL_SERVER_ERROR."
    if (uploads.find(operation.key) !== operation.file) return end(operation, at, "INTERNAL_SERVER_ERROR");
    // Which code that is, is not written anywhere.
    if (at > lastMoment(operation)) return end(operation, lastMoment(operation), "TIMEOUT");
    const next = operation.waiting.shift();
    if (next) {
      before(new Date(at));
      operation.status = "RUNNING";
      const answer = run(operation.mutation, next.line, new Date(at));
      operation.results.push(JSON.stringify({ ...answer, __lineNumber: next.place }));
      operation.nextAt = at + pace.bulkLineMilliseconds;
    }
    if (operation.waiting.length === 0) end(operation, at, null);
  };

  return {
    all,
    running: () => [...open],
    start({ mutation, key, file, now }) {
      const operation: Running = {
        number: 206_005_076_024 + all.size,
        mutation,
        createdAt: now,
        secret: randomBytes(16).toString("hex"),
        status: "CREATED",
        errorCode: null,
        endedAt: null,
        results: [],
        key,
        file,
        waiting: inSomeOrder(readLines(file)),
        nextAt: now.getTime() + pace.bulkLineMilliseconds,
      };
      all.set(operation.number, operation);
      open.add(operation);
      return operation;
    },
    runDue(now, before) {
      for (;;) {
        const next = [...open].toSorted((a, b) => dueAt(a) - dueAt(b))[0];
        if (!next || dueAt(next) > now.getTime()) return;
        step(next, before);
      }
    },
  };
}

function lastMoment({ createdAt }: BulkOperation): number {
  return createdAt.getTime() + LASTS_MILLISECONDS_MAX;
}

function dueAt(operation: Running): number {
  return Math.min(operation.nextAt, lastMoment(operation) + 1);
}

/** One input a line; empty lines are passed over. */
export function readLines({ text }: StagedFile): { place: number; line: string }[] {
  return text.split("\n").flatMap((line, place) => (line.trim() === "" ? [] : { place, line }));
}

/** "Avoid relying on a particular sequence of lines": neighbours change places, so that nobody does. */
function inSomeOrder<T>(lines: T[]): T[] {
  return lines.map((line, place) => lines[place % 2 === 0 ? place + 1 : place - 1] ?? line);
}
