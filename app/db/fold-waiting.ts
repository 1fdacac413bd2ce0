interface Waiting<Item, Answer> {
  item: Item;
  answer: (answer: Answer) => void;
  fail: (error: unknown) => void;
}

/**
 * Does together what waits at the same moment. Each lane has one run at a time, in the order of arrival; what comes
 * while it runs makes up the next one, at most `itemsMax` of it. Nothing waits on purpose: in an idle lane an item runs
 * at once. A run that failed for the sake of one item is run again in halves, so that this one fails alone.
 */
export function foldWaiting<Item, Answer>(options: {
  itemsMax: number;
  /** Answers the items of one run, in their order. */
  run: (lane: string, items: Item[]) => Promise<Answer[]>;
  isWorthSplitting: (error: unknown) => boolean;
}): (lane: string, item: Item) => Promise<Answer> {
  const { itemsMax, run, isWorthSplitting } = options;
  const lanes = new Map<string, Waiting<Item, Answer>[]>();

  const runAll = async (lane: string, waiting: Waiting<Item, Answer>[]) => {
    while (waiting.length > 0) await runSome(lane, waiting.splice(0, itemsMax));
    lanes.delete(lane);
  };
  const runSome = async (lane: string, some: Waiting<Item, Answer>[]) => {
    try {
      const answers = await run(
        lane,
        some.map(({ item }) => item),
      );
      for (const [index, { answer }] of some.entries()) answer(answers[index] as Answer);
    } catch (error) {
      if (some.length > 1 && isWorthSplitting(error)) {
        const half = Math.ceil(some.length / 2);
        await runSome(lane, some.slice(0, half));
        await runSome(lane, some.slice(half));
      } else {
        for (const { fail } of some) fail(error);
      }
    }
  };

  return (lane, item) =>
    new Promise((answer, fail) => {
      const waiting = lanes.get(lane) ?? [];
      waiting.push({ item, answer, fail });
      if (lanes.has(lane)) return;
      lanes.set(lane, waiting);
      void runAll(lane, waiting);
    });
}
