import { closeSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { asChanges, type DiscountChange, type DiscountStore } from "./discount-store.ts";

// A million codes cannot be written anew with every change: each change is a line at the end of a file.

/** The changes that an earlier run wrote. A last line that was cut short, by a crash, did not happen. */
export function* readJournal(file: string): Iterable<DiscountChange> {
  const lines = readLines(file);
  for (const [place, line] of lines.entries()) {
    if (line === "") continue;
    try {
      yield JSON.parse(line) as DiscountChange;
    } catch (error) {
      if (place === lines.length - 1) return;
      throw new Error(`${file} cannot be read; start over with --reset.`, { cause: error });
    }
  }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Writes the store as it is to the file, in place of how it came about, and then every change. */
export function startJournal(file: string, store: DiscountStore): (change: DiscountChange) => void {
  mkdirSync(dirname(file), { recursive: true });
  const fresh = openSync(`${file}.new`, "w", 0o600);
  for (const change of asChanges(store)) writeSync(fresh, `${JSON.stringify(change)}\n`);
  closeSync(fresh);
  renameSync(`${file}.new`, file);
  const journal = openSync(file, "a", 0o600);
  return (change) => {
    writeSync(journal, `${JSON.stringify(change)}\n`);
  };
}
