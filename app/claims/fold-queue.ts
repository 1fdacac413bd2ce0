import {
  RECIPIENTS_PER_CLAIM_MAX,
  RECIPIENTS_PER_FOLD_MAX,
  RECIPIENTS_WAITING_PER_POOL_MAX,
} from "../config/limits.ts";

/** A request that waits for its fold. */
interface Ticket<Entry, Answer> {
  entries: readonly Entry[];
  answer: (answer: Answer) => void;
  fail: (error: unknown) => void;
  /** Whether a fold was made up without it while it waited. */
  passedOver: boolean;
}

interface PoolQueue<Entry, Answer> {
  singles: Ticket<Entry, Answer>[];
  batches: Ticket<Entry, Answer>[];
  recipientsWaiting: number;
  running: boolean;
}

export interface FoldQueueOptions<Entry, Answer> {
  /** Folds that may run at once, over all pools. */
  foldsMax: number;
  /** Runs one fold and answers its requests in order. */
  run: (poolId: string, requests: (readonly Entry[])[]) => Promise<Answer[]>;
  /** Whether a failed fold may succeed in smaller pieces, because one request in it is to blame. */
  isWorthSplitting: (error: unknown) => boolean;
}

/** What a caller gets instead of an answer when too many recipients wait for the pool already. */
export const QUEUE_FULL = Symbol("queue full");

/**
 * Folds the claims that wait at the same moment: at most one fold per pool at a time, round robin over the
 * pools, single recipients before batches. Nothing waits on purpose: an idle pool runs a claim at once, and
 * what arrives while a fold runs makes up the next one.
 */
export class FoldQueue<Entry extends { key: string }, Answer> {
  readonly #options: FoldQueueOptions<Entry, Answer>;
  readonly #pools = new Map<string, PoolQueue<Entry, Answer>>();
  /** Pools with waiting requests and no running fold, in the order of their turn. */
  readonly #turns: string[] = [];
  #folds = 0;

  constructor(options: FoldQueueOptions<Entry, Answer>) {
    this.#options = options;
  }

  /** Answers one request of 1 to 1,000 recipients, no key twice; rejects when its fold failed. */
  async add(poolId: string, entries: readonly Entry[]): Promise<Answer | typeof QUEUE_FULL> {
    const queue = this.#pools.get(poolId) ?? {
      singles: [],
      batches: [],
      recipientsWaiting: 0,
      running: false,
    };
    if (queue.recipientsWaiting + entries.length > RECIPIENTS_WAITING_PER_POOL_MAX) return QUEUE_FULL;
    this.#pools.set(poolId, queue);
    return await new Promise<Answer>((answer, fail) => {
      const isIdle = !queue.running && queue.recipientsWaiting === 0;
      (entries.length === 1 ? queue.singles : queue.batches).push({
        entries,
        answer,
        fail,
        passedOver: false,
      });
      queue.recipientsWaiting += entries.length;
      if (isIdle) this.#turns.push(poolId);
      this.#start();
    });
  }

  #start(): void {
    while (this.#folds < this.#options.foldsMax) {
      const poolId = this.#turns.shift();
      const queue = poolId === undefined ? undefined : this.#pools.get(poolId);
      if (poolId === undefined || !queue) return;
      queue.running = true;
      this.#folds += 1;
      void this.#run(poolId, takeFold(queue)).finally(() => {
        queue.running = false;
        this.#folds -= 1;
        if (queue.recipientsWaiting > 0) this.#turns.push(poolId);
        else this.#pools.delete(poolId);
        this.#start();
      });
    }
  }

  async #run(poolId: string, tickets: Ticket<Entry, Answer>[]): Promise<void> {
    try {
      const answers = await this.#options.run(
        poolId,
        tickets.map(({ entries }) => entries),
      );
      for (const [index, ticket] of tickets.entries()) ticket.answer(answers[index] as Answer);
    } catch (error) {
      if (tickets.length > 1 && this.#options.isWorthSplitting(error)) {
        const half = Math.ceil(tickets.length / 2);
        await this.#run(poolId, tickets.slice(0, half));
        await this.#run(poolId, tickets.slice(half));
      } else {
        for (const ticket of tickets) ticket.fail(error);
      }
    }
  }
}

/**
 * Takes the next fold's requests: singles first, but always room for one batch; no key twice. A batch that was
 * passed over for the sake of one of its keys comes before everything, or repeats of that key could go on
 * overtaking it.
 */
function takeFold<Entry extends { key: string }, Answer>(
  queue: PoolQueue<Entry, Answer>,
): Ticket<Entry, Answer>[] {
  const keys = new Set<string>();
  const taken: Ticket<Entry, Answer>[] = [];
  let room = RECIPIENTS_PER_FOLD_MAX;
  const take = (tickets: Ticket<Entry, Answer>[], spared: number) => {
    const left: Ticket<Entry, Answer>[] = [];
    for (const ticket of tickets) {
      const fits = ticket.entries.length <= room - spared && !ticket.entries.some(({ key }) => keys.has(key));
      if (!fits) {
        ticket.passedOver = true;
        left.push(ticket);
        continue;
      }
      for (const { key } of ticket.entries) keys.add(key);
      room -= ticket.entries.length;
      queue.recipientsWaiting -= ticket.entries.length;
      taken.push(ticket);
    }
    return left;
  };
  const isOvertaken = queue.batches[0]?.passedOver === true;
  if (isOvertaken) queue.batches.unshift(...take(queue.batches.splice(0, 1), 0));
  queue.singles = take(
    queue.singles,
    queue.batches.length > 0 && !isOvertaken ? RECIPIENTS_PER_CLAIM_MAX : 0,
  );
  queue.batches = take(queue.batches, 0);
  return taken;
}
