import pg from "pg";
import { database } from "#app/db/database.server.ts";

type Query = (...args: unknown[]) => unknown;

/** A fault that is on until `restart`. */
export interface Fault {
  restart: () => void;
  /** Whether it has struck yet. */
  struck: () => boolean;
}

/**
 * Plays the death of this process between two statements: the statement with the given number, counted from
 * here, and all after it fail and their connections are cut, as the database sees when a process is killed.
 * `when` decides whether that statement still reached the database. `restart` ends it.
 */
export function crashAt(statement: number, when: "before" | "after"): Fault {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const query = prototype.query;
  let count = 0;
  const cut = (client: unknown) =>
    (client as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  const fail = (client: unknown, args: unknown[]) => {
    cut(client);
    const error = new Error("the process is dead");
    const callback = args.findLast((arg) => typeof arg === "function");
    if (callback) return void setImmediate(callback as (error: Error) => void, error);
    // A COPY is a stream, not a promise.
    if (typeof args[0] === "object" && args[0] !== null && "submit" in args[0]) throw error;
    return Promise.reject(error);
  };
  prototype.query = function crashing(this: unknown, ...args: unknown[]) {
    count += 1;
    if (count < statement) return query.apply(this, args);
    const promised = args.every((arg) => typeof arg !== "function") && typeof args[0] === "string";
    if (count === statement && when === "after" && promised) {
      return (query.apply(this, args) as Promise<unknown>).then(() => fail(this, args));
    }
    return fail(this, args);
  };
  return {
    restart: () => {
      prototype.query = query;
    },
    struck: () => count >= statement,
  };
}

/**
 * Plays a crash of the database that this process survives: before the given number of transactions from here
 * has begun, the unlogged staging table is emptied under its feet. `restart` ends it.
 */
export function loseStagingAt(transaction: number): Fault {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const query = prototype.query;
  let begun = 0;
  prototype.query = function losing(this: unknown, ...args: unknown[]) {
    if (args[0] === "begin") begun += 1;
    if (args[0] !== "begin" || begun !== transaction) return query.apply(this, args);
    return database()
      .pool.query("truncate upload_rows")
      .then(() => query.apply(this, args));
  };
  return {
    restart: () => {
      prototype.query = query;
    },
    struck: () => begun >= transaction,
  };
}
