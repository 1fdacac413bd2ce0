/** One answer that a client received. */
export interface Answered {
  key: string;
  outcome: string;
  code: string | null;
}

/** What the clients wrote down, and what they were told when they asked for everything again at the end. */
export interface ClientLogs {
  keys: readonly string[];
  codes: number;
  during: readonly Answered[];
  /** One answer per key, after the last fault. */
  atTheEnd: readonly Answered[];
  /** What the pool says of itself at the end. */
  pool: { remaining: number | null; assigned: number };
}

/**
 * Holds the Promise of the public contract against the logs of the clients alone. Complaints, at most a few of
 * a kind; empty when it was kept. Every key asked for a code of its own, so two keys never share one.
 */
export function findBrokenPromises(logs: ClientLogs): string[] {
  const { keys, codes, during, atTheEnd, pool } = logs;
  const complaints: string[] = [];
  const codeOf = new Map<string, string>();
  const keyOf = new Map<string, string>();
  const assigned = new Map<string, number>();
  for (const { key, outcome, code } of [...during, ...atTheEnd]) {
    if (code === null) {
      // Told to a key that has a code, it would be a lost one.
      if (outcome !== "exhausted") complaints.push(`${key} was told ${outcome}`);
      else if (codeOf.has(key)) complaints.push(`${key} has ${codeOf.get(key)} and was told exhausted`);
      continue;
    }
    if (outcome !== "assigned" && outcome !== "repeated") complaints.push(`${key} was told ${outcome}`);
    if (outcome === "assigned") assigned.set(key, (assigned.get(key) ?? 0) + 1);
    const had = codeOf.get(key) ?? code;
    if (had !== code) complaints.push(`${key} was told ${had} and ${code}`);
    const owner = keyOf.get(code) ?? key;
    if (owner !== key) complaints.push(`${code} was told to ${owner} and ${key}`);
    codeOf.set(key, code);
    keyOf.set(code, key);
  }
  for (const [key, times] of assigned) {
    if (times > 1) complaints.push(`${key} was told assigned ${times} times`);
  }
  const last = new Map(atTheEnd.map((answer) => [answer.key, answer]));
  for (const key of codeOf.keys()) {
    if (last.get(key)?.code == null) complaints.push(`the code of ${key} is gone at the end`);
  }
  if (last.size !== keys.length)
    complaints.push(`${last.size} of ${keys.length} keys were answered at the end`);
  const handedOut = Math.min(codes, keys.length);
  if (keyOf.size !== handedOut) complaints.push(`${keyOf.size} codes reached a key, not ${handedOut}`);
  if (pool.assigned !== handedOut) complaints.push(`the pool counts ${pool.assigned} assigned`);
  if (pool.remaining !== codes - handedOut) complaints.push(`the pool counts ${pool.remaining} remaining`);
  return complaints.slice(0, 20);
}
