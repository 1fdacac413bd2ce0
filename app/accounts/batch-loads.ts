import { foldWaiting } from "#app/db/fold-waiting.ts";

/**
 * Turns a query for many keys into one for a single key. One query runs at a time; keys that are asked for
 * meanwhile share the next one. So a flood of made-up keys costs one connection, not all of them.
 */
export function batchLoads<Value>(
  loadMany: (keys: string[]) => Promise<Map<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  const load = foldWaiting<string, Value | undefined>({
    itemsMax: Number.POSITIVE_INFINITY,
    isWorthSplitting: () => false,
    run: async (_lane, keys) => {
      const values = await loadMany(keys);
      return keys.map((key) => values.get(key));
    },
  });
  return async (key) => await load("", key);
}
