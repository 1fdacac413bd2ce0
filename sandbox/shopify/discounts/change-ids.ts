import { numberOfId } from "./discount.ts";
import type { Problems } from "./problems.ts";

/** A list of references after `add` and `remove`; what the shop does not have cannot be added. */
export function changeIds(
  { add, remove }: { add: unknown; remove: unknown },
  type: string,
  before: readonly number[],
  known: readonly string[],
  path: string[],
  problems: Problems,
): number[] {
  const ids = Array.isArray(add) ? (add as string[]) : [];
  for (const id of ids) {
    if (known.includes(id)) continue;
    problems.add(path, "INVALID", `${type} with id: ${id.split("/").at(-1)} is invalid`);
  }
  const removed = Array.isArray(remove) ? (remove as string[]).map((id) => numberOfId(id, type)) : [];
  const added = ids.map((id) => numberOfId(id, type) ?? 0);
  return [...new Set([...before, ...added])].filter((number) => !removed.includes(number));
}
