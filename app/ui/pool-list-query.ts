import { POOL_STATUSES, POOL_TYPES, type PoolStatus, type PoolType } from "../pools/pool-view.ts";

export const POOLS_PER_PAGE = 25;
const SORTS = ["name", "remaining", "percent", "assigned", "created", "attention"] as const;
const DIRECTIONS = ["asc", "desc"] as const;
const SEARCH_CHARACTERS_MAX = 200;
const PAGE_MAX = 10_000;

/** What the list of pools shows, as its address says it. */
export interface PoolListQuery {
  search: string;
  type: PoolType | null;
  status: PoolStatus | null;
  /** `refused`: of whose ready codes some would be refused at the checkout. */
  codes: "refused" | null;
  sort: (typeof SORTS)[number];
  direction: (typeof DIRECTIONS)[number];
  /** From 1. */
  page: number;
}

/** Reads an address; whatever is not understood counts as not said. */
export function readPoolListQuery(params: URLSearchParams): PoolListQuery {
  const page = Number(params.get("page") ?? 1);
  return {
    search: (params.get("search") ?? "").trim().slice(0, SEARCH_CHARACTERS_MAX),
    type: oneOf(POOL_TYPES, params.get("type")),
    status: oneOf(POOL_STATUSES, params.get("status")),
    codes: params.get("codes") === "refused" ? "refused" : null,
    sort: oneOf(SORTS, params.get("sort")) ?? "created",
    direction: oneOf(DIRECTIONS, params.get("direction")) ?? "desc",
    page: Number.isInteger(page) && page >= 1 && page <= PAGE_MAX ? page : 1,
  };
}

function oneOf<T extends string>(allowed: readonly T[], text: string | null): T | null {
  return allowed.find((value) => value === text) ?? null;
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
  put("codes", query.codes ?? "");
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
