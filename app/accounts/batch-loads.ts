/**
 * Turns a query for many keys into one for a single key. One query runs at a time; keys that are asked for
 * meanwhile share the next one. So a flood of made-up keys costs one connection, not all of them.
 */
export function batchLoads<Value>(
  loadMany: (keys: string[]) => Promise<Map<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  let running = false;
  let waiting: {
    key: string;
    resolve: (value: Value | undefined) => void;
    reject: (error: unknown) => void;
  }[] = [];

  const run = async () => {
    running = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        const values = await loadMany(batch.map(({ key }) => key));
        for (const { key, resolve } of batch) resolve(values.get(key));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = false;
  };

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      if (!running) void run();
    });
}
