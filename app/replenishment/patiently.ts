import type { PlatformFailure, PlatformResult } from "../platforms/discount-platform.ts";
import { backoffSeconds } from "./pace.ts";
import type { Work } from "./work.ts";

type Unreachable = Extract<PlatformFailure, { kind: "unreachable" }>;
type Waiting = Extract<PlatformFailure, { kind: "waiting" }>;
type Refused = Extract<PlatformFailure, { kind: "refused" }>;

/** What came of a call after all the waiting. `gave_up`: the platform did not answer in time, or the job was taken away. */
export type Settled<T> =
  | { kind: "done"; value: T }
  | Refused
  | Unreachable
  /** For the store's next exchange. */
  | Waiting
  | { kind: "gave_up"; detail: string };

/**
 * Repeats a call while the platform says "later" or says nothing, with waits between, until it answers or
 * patience ends. Only for calls that may be repeated, or whose caller finds out by itself what the lost ones did.
 */
export async function patiently<T>(
  call: () => Promise<PlatformResult<T>>,
  work: Pick<Work, "clock" | "random" | "signal"> & {
    patienceSeconds: number;
    /** Hears of every answer that was lost, before the call is repeated. */
    onLost?: (waitSeconds: number) => Promise<void>;
  },
): Promise<Settled<T>> {
  const { clock, random, signal } = work;
  const deadline = clock.now().getTime() + work.patienceSeconds * 1_000;
  let lost = 0;
  let isOutOfReach = false;
  for (;;) {
    if (signal.aborted) return { kind: "gave_up", detail: "the job was taken away" };
    const result = await call();
    if (result.ok) return { kind: "done", value: result.value };
    const { failure } = result;
    if (failure.kind === "refused" || failure.kind === "waiting") return failure;
    let seconds: number;
    if (failure.kind === "unreachable") {
      // Said once it may be a token that another process is replacing; all pools of the store would stop.
      if (isOutOfReach) return failure;
      isOutOfReach = true;
      seconds = backoffSeconds(1, random());
    } else if (failure.kind === "later") {
      // A little more than asked, each its own: those who wait for the same points do not come back together.
      seconds = failure.afterSeconds * (1 + 0.1 * random());
    } else {
      lost += 1;
      seconds = backoffSeconds(lost, random());
      await work.onLost?.(seconds);
    }
    if (clock.now().getTime() + seconds * 1_000 > deadline)
      return { kind: "gave_up", detail: failure.detail };
    await clock.wait(seconds, signal);
  }
}
