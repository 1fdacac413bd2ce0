/**
 * Keeps what `load` answered for `lifetimeMilliseconds`, counted from before the load began: nothing older
 * is ever answered. Calls that meet while a value loads share the load; a failed load is not kept.
 * At most `entriesMax` values: the oldest goes first.
 */
export function expiringCache<Value>(options: {
  lifetimeMilliseconds: number;
  entriesMax: number;
  load: (key: string, nowMilliseconds: number) => Promise<Value>;
}): (key: string, nowMilliseconds: number) => Promise<Value> {
  const entries = new Map<string, { at: number; value: Promise<Value> }>();
  return (key, now) => {
    const entry = entries.get(key);
    // A clock that was set back must not keep a value alive.
    if (entry && now >= entry.at && now - entry.at < options.lifetimeMilliseconds) return entry.value;
    const value = options.load(key, now);
    entries.delete(key);
    const [oldest] = entries.size >= options.entriesMax ? entries.keys() : [];
    if (oldest !== undefined) entries.delete(oldest);
    const fresh = { at: now, value };
    entries.set(key, fresh);
    value.catch(() => {
      if (entries.get(key) === fresh) entries.delete(key);
    });
    return value;
  };
}
