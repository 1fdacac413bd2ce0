import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/**
 * The text of a statement that has a file of its own, by its path under app/. Read from the source tree
 * (the program is deployed with it), so that the bundled pages, the worker and plain scripts load the same.
 */
export function loadSql(path: string): string {
  return readFileSync(resolve("app", path), "utf8");
}
