import { seededRandom } from "#sandbox/seeded-random.ts";

/** What goes wrong at a point of a run. */
export type Fault =
  /** The web process with this number is killed and started again. */
  | { kind: "kill"; process: number; afterMilliseconds: number }
  /** Every database connection of every process is cut. */
  | { kind: "cut" };

export interface PlannedRequest {
  keys: string[];
  /** The caller goes away before the answer comes, and asks again. */
  isAbandoned: boolean;
}

export interface FaultPlan {
  seed: number;
  codes: number;
  /** In the order in which the connections take them. */
  requests: PlannedRequest[];
  /** What happens when a request is taken, by its place in `requests`. */
  faults: Map<number, Fault>;
}

/** The share of keys that are asked for a second time, while the first may still be running. */
const REPEATED = 0.05;
/** The share of requests whose caller does not wait for the answer. */
const ABANDONED = 0.01;

/**
 * Everything of a run that chance decides, from its seed. A pool with fewer codes than keys (every other seed)
 * runs dry in the middle of it all.
 */
export function faultPlan(options: {
  seed: number;
  codes: number;
  kills: number;
  cuts: number;
  /** Of the requests that are not for a single recipient, how many recipients they have at most. */
  batchMax: number;
}): FaultPlan {
  const { seed, codes, kills, cuts, batchMax } = options;
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const keyCount = seed % 2 === 0 ? codes : Math.ceil(codes * 1.02);
  const requests: PlannedRequest[] = [];
  let named = 0;
  while (named < keyCount) {
    const size = random() < 0.85 ? 1 : 2 + below(batchMax - 1);
    const keys: string[] = [];
    while (keys.length < size && named < keyCount) {
      named += 1;
      keys.push(`key-${named}`);
      // A key of long ago, or one that was asked for just now and may be in flight.
      if (random() < REPEATED)
        keys.push(`key-${random() < 0.5 ? 1 + below(named) : Math.max(1, named - below(100))}`);
    }
    requests.push({ keys, isAbandoned: random() < ABANDONED });
  }
  const faults = new Map<number, Fault>();
  const place = () => {
    for (;;) {
      const index = Math.floor(requests.length * (0.05 + 0.9 * random()));
      if (!faults.has(index)) return index;
    }
  };
  for (let count = 0; count < kills; count += 1) {
    faults.set(place(), { kind: "kill", process: below(2), afterMilliseconds: below(20) });
  }
  for (let count = 0; count < cuts; count += 1) faults.set(place(), { kind: "cut" });
  return { seed, codes, requests, faults };
}

/** A key is always asked for the same person. */
export function contactOf(key: string): string {
  return `${key}@example.com`;
}
