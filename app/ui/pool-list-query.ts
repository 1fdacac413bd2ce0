import { z } from "zod";
import { POOL_STATUSES, POOL_TYPES } from "../pools/pool-view.ts";

export const POOLS_PER_PAGE = 25;
const SORTS = ["name", "remaining", "percent", "assigned", "created", "attention"] as const;

const querySchema = z.object({
  search: z.string().trim().max(200).catch(""),
  type: z.enum(POOL_TYPES).nullable().catch(null),
  status: z.enum(POOL_STATUSES).nullable().catch(null),
  sort: z.enum(SORTS).catch("created"),
  direction: z.enum(["asc", "desc"]).catch("desc"),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

/** What the list of pools shows, as its address says it. */
export type PoolListQuery = z.infer<typeof querySchema>;

/** Reads an address; whatever is not understood counts as not said. */
export function readPoolListQuery(params: URLSearchParams): PoolListQuery {
  return querySchema.parse({
    search: params.get("search") ?? "",
    type: params.get("type"),
    status: params.get("status"),
    sort: params.get("sort"),
    direction: params.get("direction"),
    page: params.get("page") ?? 1,
  });
}

/**
 * The address of a changed list. Parameters of others (Shopify's) stay; defaults are left out; anything but
 * a change of page starts at the first one.
 */
export function writePoolListQuery(params: URLSearchParams, change: Partial<PoolListQuery>): URLSearchParams {
  const next = new URLSearchParams(params);
  const query = { ...readPoolListQuery(params), page: 1, ...change };
  const put = (name: keyof PoolListQuery, value: string) => {
    if (value === "") next.delete(name);
    else next.set(name, value);
  };
  put("search", query.search);
  put("type", query.type ?? "");
  put("status", query.status ?? "");
  put("sort", query.sort === "created" && query.direction === "desc" ? "" : query.sort);
  put("direction", query.sort === "created" && query.direction === "desc" ? "" : query.direction);
  put("page", query.page === 1 ? "" : String(query.page));
  return next;
}

/** "1–25 of 132" */
export function pageLabel(page: number, shown: number, total: number): string {
  const first = (page - 1) * POOLS_PER_PAGE + 1;
  return shown === 0 ? `0 of ${total}` : `${first}–${first + shown - 1} of ${total}`;
}
