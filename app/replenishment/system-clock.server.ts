import { setTimeout } from "node:timers/promises";
import type { Clock } from "./work.ts";

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => new Date(),
  wait: async (seconds, signal) => {
    await setTimeout(seconds * 1_000, undefined, { signal }).catch(() => {});
  },
};
