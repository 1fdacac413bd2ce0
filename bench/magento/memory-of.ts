import { readFileSync } from "node:fs";

/** Bytes that a process has in memory, now and at most so far; null where the system does not tell. */
export function memoryOf(pid: number | undefined): { now: number; most: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const bytes = (name: string) =>
      Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) * 1_024;
    return { now: bytes("VmRSS"), most: bytes("VmHWM") };
  } catch {
    return null;
  }
}
