import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ClaimAnswers, ClaimRequest } from "#app/claims/claim-answer.ts";
import type { ReleaseResult } from "#app/claims/release-codes.server.ts";
import type { Result } from "#app/errors/refusal.ts";

/** What a claiming process can be asked to do. */
export type Call =
  | { verb: "claim"; request: ClaimRequest }
  | { verb: "release"; request: { accountId: string; actor: string; pool: string; keys: string[] } };

export type Reply = { id: number; result: unknown } | { id: number; error: string };

/** A Node process of its own with its own connections, caches and clock, which claims and releases. */
export interface ClaimProcess {
  claim: (request: ClaimRequest) => Promise<Result<ClaimAnswers>>;
  release: (
    pool: string,
    accountId: string,
    keys: string[],
  ) => Promise<Result<{ results: { key: string; result: ReleaseResult }[] }>>;
  /** Ends it at once, as a crash would. Running calls reject. */
  kill: () => Promise<void>;
}

/**
 * Starts a claiming process. `clockSecondsAhead` shifts its idea of the time; `timeZone` is the machine's, as
 * the process sees it.
 */
export async function startClaimProcess(options: {
  databaseUrl: string;
  clockSecondsAhead?: number;
  timeZone?: string;
}): Promise<ClaimProcess> {
  const child = fork(
    fileURLToPath(new URL("./claim-process.child.ts", import.meta.url)),
    [String(options.clockSecondsAhead ?? 0)],
    {
      env: {
        PATH: process.env.PATH,
        NODE_ENV: "test",
        APP_MODE: "test",
        LOG_LEVEL: "silent",
        DATABASE_URL: options.databaseUrl,
        TZ: options.timeZone ?? "UTC",
      },
      execArgv: [],
    },
  );
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  child.on("message", (reply: Reply | "ready") => {
    if (reply === "ready") return;
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ("error" in reply) call?.reject(new Error(reply.error));
    else call?.resolve(reply.result as never);
  });
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => {
      for (const { reject } of waiting.values()) reject(new Error("The process ended."));
      resolve();
    });
  });
  await firstMessage(child);
  let calls = 0;
  const ask = <T>(call: Call) =>
    new Promise<T>((resolve, reject) => {
      calls += 1;
      waiting.set(calls, { resolve, reject });
      child.send({ id: calls, call }, (error) => {
        if (error) reject(error);
      });
    });
  return {
    claim: (request) => ask({ verb: "claim", request }),
    release: (pool, accountId, keys) =>
      ask({ verb: "release", request: { accountId, actor: "API client test", pool, keys } }),
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

async function firstMessage(child: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => reject(new Error(`The process ended at its start with ${code}.`)));
  });
}
