import type { PoolStatus, PoolType } from "./pool-view.ts";
import { HAS_REFUSED_CODES } from "./refused-codes.ts";

/** Which pools of an account: archived ones only when asked for by status. */
export interface PoolFilter {
  accountId: string;
  type?: PoolType;
  status?: PoolStatus;
  /** `refused`: of whose ready codes some would be refused at the checkout. */
  codes?: "refused";
  /** Part of the name or handle, in any case. */
  search?: string;
}

/** The filter as the condition of a statement on pools, with its values. */
export function poolFilter(filter: PoolFilter): { where: string; values: unknown[] } {
  const values: unknown[] = [filter.accountId];
  const conditions = ["account_id = $1"];
  const add = (condition: (parameter: string) => string, value: unknown) => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  if (filter.type) add((parameter) => `type = ${parameter}`, filter.type);
  if (filter.status === "archived") conditions.push("archived_at is not null");
  else conditions.push("archived_at is null");
  if (filter.status && filter.status !== "archived")
    add((parameter) => `stock = ${parameter}`, filter.status);
  if (filter.codes) conditions.push(HAS_REFUSED_CODES);
  const search = filter.search?.trim();
  if (search) {
    const pattern = `%${search.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
    add((parameter) => `(name ilike ${parameter} or handle ilike ${parameter})`, pattern);
  }
  return { where: conditions.join(" and "), values };
}
