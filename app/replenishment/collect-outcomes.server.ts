import { PLATFORM_PATIENCE_SECONDS } from "#app/config/limits.ts";
import type { CodeOutcome } from "#app/platforms/discount-platform.ts";
import { patiently, type Settled } from "./patiently.ts";
import type { Work } from "./work.ts";

/** How long the platform takes for a batch, as learnt from those before. */
export interface CollectPace {
  firstWaitSeconds: number;
}

/** Waits between two looks at a batch grow to this. */
const WAIT_SECONDS_MAX = 5;
/** After so many answers lost in a row a batch is sent again: the platform may no longer know of it. */
const LOST_MAX = 3;
/** A batch of which nothing is heard for so long is sent again. */
const ALL_SECONDS_MAX = 900;

/**
 * Asks for the outcomes until they are there. `refused`: the platform knows nothing of it or does not tell. Then
 * the codes are sent again, which is never wrong: those that exist come back as taken and are looked up.
 */
export async function collectOutcomes(
  work: Work,
  platformRef: string,
  codes: readonly string[],
  pace: CollectPace,
): Promise<Settled<CodeOutcome[]>> {
  const { clock, signal } = work;
  const started = clock.now().getTime();
  let wait = pace.firstWaitSeconds;
  for (;;) {
    await clock.wait(wait, signal);
    let lost = 0;
    const asked = await patiently(
      async () => {
        const result = await work.platform.collect(platformRef);
        if (result.ok || result.failure.kind !== "unknown") return result;
        lost += 1;
        const { detail } = result.failure;
        return lost < LOST_MAX ? result : { ok: false, failure: { kind: "refused", detail, errors: [] } };
      },
      { ...work, patienceSeconds: PLATFORM_PATIENCE_SECONDS },
    );
    if (asked.kind !== "done") return asked;
    const seconds = (clock.now().getTime() - started) / 1_000;
    const answer = asked.value;
    if (answer.kind !== "not_yet") {
      // Half of what it took: a look too early costs a little, one too late delays codes.
      pace.firstWaitSeconds = 0.7 * pace.firstWaitSeconds + 0.3 * Math.min(seconds / 2, WAIT_SECONDS_MAX);
      if (answer.kind === "done") return { kind: "done", value: answer.outcomes };
      if (answer.codes === codes.length) return { kind: "done", value: codes.map(created) };
      // Whatever it counted, it is not what was sent; or of that something was taken out meanwhile.
      const detail = `It says that all was created, and counts ${answer.codes} codes of ${codes.length}.`;
      return { kind: "refused", detail, errors: [] };
    }
    if (seconds > ALL_SECONDS_MAX) return { kind: "refused", detail: "It took too long.", errors: [] };
    wait = Math.min(WAIT_SECONDS_MAX, Math.max(wait, 0.25) * 1.5);
  }
}

/** Confirmed without being read: the platform's number of it is asked for when it is to be deleted. */
export function created(code: string): CodeOutcome {
  return { code, kind: "created", platformNo: null };
}
