import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ExpectedFailure } from "./expected-failure.ts";

/** One demo at a time in a directory: a second one would share its database. Returns what gives it back. */
export function claimDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, "running.pid");
  const holder = readHolder(file);
  if (holder !== undefined && isRunning(holder)) {
    throw new ExpectedFailure(
      `The demo is already running as process ${holder}: stop it with Ctrl-C in its terminal first, or delete ${file} if that process is another program.`,
    );
  }
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

function readHolder(file: string): number | undefined {
  try {
    return Number(readFileSync(file, "utf8")) || undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
