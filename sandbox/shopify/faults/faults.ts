import { seededRandom } from "../../seeded-random.ts";

/** Everything that can go wrong on demand. */
export const FAULTS = {
  throttle: "A request is answered THROTTLED although the bucket has points left",
  serverError: "A request is answered 500, 502 or 503 and nothing was done",
  timeOut: "A request gets no answer; half of the time it was done",
  cutBefore: "The connection is cut before anything was done",
  cutAfter: "The connection is cut after the work was done",
  tokenRevoked: "The access tokens end before a request; refresh tokens stay good",
  duplicates: "Some codes of a batch are taken by somebody else just before",
  partialFailure: "Some codes of a batch fail without a good reason",
  webhookLost: "A webhook is never sent",
  webhookRepeated: "A webhook is delivered twice, with the same id",
  renewalCut: "The connection is cut after an access token was renewed",
} as const;

export type Fault = keyof typeof FAULTS;

export interface FaultSettings {
  /** What is drawn follows from it. */
  seed: number;
  /** From 0, never, to 1, always. */
  probability: Record<Fault, number>;
  /** Root fields of the Admin API to which the faults of requests are limited; null: all requests. */
  only: string[] | null;
  /** Milliseconds after which a request that gets no answer is cut off by the sandbox, too. */
  timeOutMilliseconds: number;
}

export interface Faults {
  readonly settings: Readonly<FaultSettings>;
  /** How often each has happened. */
  readonly happened: Readonly<Record<Fault, number>>;
  /** A new seed, or the same one named again, starts every sequence over. */
  set(change: FaultChange): void;
  /** It happens for certain the next so many times that it can. */
  next(fault: Fault, times?: number): void;
  /** Draws: does it happen this time? */
  happens(fault: Fault): boolean;
  /** A number from 0 up to 1 of the fault's own sequence. */
  draw(fault: Fault): number;
  /** Whether the faults of requests concern a request with these root fields. */
  concerns(rootFields: readonly string[]): boolean;
  /** None from now on. */
  clear(): void;
}

export type FaultChange = Partial<Omit<FaultSettings, "probability">> & {
  probability?: Partial<Record<Fault, number>>;
};

const NAMES = Object.keys(FAULTS) as Fault[];

function forEach<T>(value: (fault: Fault, place: number) => T): Record<Fault, T> {
  return Object.fromEntries(NAMES.map((fault, place) => [fault, value(fault, place)])) as Record<Fault, T>;
}

/** Every fault draws from a sequence of its own, so that turning one on does not change the others. */
export function createFaults(): Faults {
  const settings: FaultSettings = {
    seed: 1,
    probability: forEach(() => 0),
    only: null,
    timeOutMilliseconds: 30_000,
  };
  const happened = forEach(() => 0);
  const certain = forEach(() => 0);
  const sequences = () => forEach((_, place) => seededRandom(settings.seed * 1_000 + place));
  let random = sequences();

  return {
    settings,
    happened,
    set({ probability, ...rest }) {
      Object.assign(settings, rest);
      Object.assign(settings.probability, probability);
      if (rest.seed !== undefined) random = sequences();
    },
    next(fault, times = 1) {
      certain[fault] = times;
    },
    happens(fault) {
      if (certain[fault] > 0) certain[fault]--;
      else if (settings.probability[fault] === 0 || random[fault]() >= settings.probability[fault])
        return false;
      happened[fault]++;
      return true;
    },
    draw: (fault) => random[fault](),
    concerns: (rootFields) =>
      settings.only === null || rootFields.some((name) => settings.only?.includes(name)),
    clear() {
      Object.assign(
        settings.probability,
        forEach(() => 0),
      );
      Object.assign(
        certain,
        forEach(() => 0),
      );
    },
  };
}
