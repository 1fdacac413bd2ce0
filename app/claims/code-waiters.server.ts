import { log } from "#app/log/log.server.ts";
import { outsideRequests } from "#app/log/log-context.server.ts";

/** A pool as waiting claims see it. */
export interface PoolNews extends Record<string, unknown> {
  poolId: string;
  /** Codes that ever became claimable. */
  confirmed: number;
  available: number;
  /** Archived or unavailable: nothing will come. */
  stopped: boolean;
}

interface Waiter {
  recipients: number;
  /** What was confirmed when it was left without a code. */
  confirmed: number;
  wake: (why: "new codes" | "time is over") => void;
}

export interface CodeWaitersOptions {
  /** Looks at all pools that somebody waits for, in one query. */
  look: (poolIds: string[]) => Promise<PoolNews[]>;
  everyMilliseconds: number;
  /** Recipients that may wait for one pool; others are told at once. */
  recipientsMax: number;
}

/**
 * Claims that wait for codes that are being made: one look for all pools of the process, as long as anybody
 * waits. Nobody holds a connection meanwhile. The first who came is woken first, and no more of them than
 * there are codes; who was woken in vain waits for the next codes.
 */
export class CodeWaiters {
  readonly #options: CodeWaitersOptions;
  readonly #pools = new Map<string, Waiter[]>();
  #isLooking = false;

  constructor(options: CodeWaitersOptions) {
    this.#options = options;
  }

  /** Waits until the pool has codes that it had not when `confirmed` was read, at most so long. */
  async wait(
    poolId: string,
    request: { recipients: number; confirmed: number; milliseconds: number },
  ): Promise<"new codes" | "time is over"> {
    const { recipients, confirmed, milliseconds } = request;
    const line = this.#pools.get(poolId) ?? [];
    const waiting = line.reduce((sum, waiter) => sum + waiter.recipients, 0);
    if (milliseconds <= 0 || waiting + recipients > this.#options.recipientsMax) return "time is over";
    this.#pools.set(poolId, line);
    return await new Promise((resolve) => {
      const timer = setTimeout(() => waiter.wake("time is over"), milliseconds);
      const waiter: Waiter = {
        recipients,
        confirmed,
        wake: (why) => {
          clearTimeout(timer);
          line.splice(line.indexOf(waiter), 1);
          if (line.length === 0) this.#pools.delete(poolId);
          resolve(why);
        },
      };
      line.push(waiter);
      if (!this.#isLooking) this.#lookSoon();
    });
  }

  #lookSoon(): void {
    this.#isLooking = true;
    // It looks for all who wait, not for the request that happened to be first.
    outsideRequests(() => setTimeout(() => void this.#look(), this.#options.everyMilliseconds));
  }

  async #look(): Promise<void> {
    try {
      for (const news of await this.#options.look([...this.#pools.keys()])) this.#tell(news);
    } catch (error) {
      // The next look may work; whoever waits is told when the time is over.
      log().warn({ err: error }, "looking for new codes failed");
    }
    this.#isLooking = false;
    if (this.#pools.size > 0) this.#lookSoon();
  }

  #tell({ poolId, confirmed, available, stopped }: PoolNews): void {
    let left = available;
    for (const waiter of [...(this.#pools.get(poolId) ?? [])]) {
      const hasNews = waiter.confirmed !== confirmed && left > 0;
      if (!hasNews && !stopped) continue;
      left -= waiter.recipients;
      waiter.wake("new codes");
    }
  }
}
