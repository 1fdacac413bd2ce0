import { expect, test } from "vitest";
import { pageLabel, readPoolListQuery, writePoolListQuery } from "#app/ui/pool-list-query.ts";

const usual = {
  search: "",
  type: null,
  status: null,
  codes: null,
  sort: "created",
  direction: "desc",
  page: 1,
};

test("an address without anything, or with nonsense, is the usual list", () => {
  expect(readPoolListQuery(new URLSearchParams())).toEqual(usual);
  const nonsense = "type=round&status=happy&sort=colour&direction=up&page=-2";
  expect(readPoolListQuery(new URLSearchParams(nonsense))).toEqual(usual);
  expect(readPoolListQuery(new URLSearchParams("page=1.5")).page).toBe(1);
});

test("what is written is read back", () => {
  const change = {
    search: "spring",
    type: "static",
    status: "low",
    codes: "refused",
    sort: "percent",
    direction: "asc",
  } as const;
  const written = writePoolListQuery(new URLSearchParams(), change);
  expect(readPoolListQuery(written)).toEqual({ ...usual, ...change });
});

test("every change but a change of page goes back to the first page", () => {
  const third = new URLSearchParams("page=3&search=a");
  expect(readPoolListQuery(writePoolListQuery(third, { search: "b" })).page).toBe(1);
  expect(readPoolListQuery(writePoolListQuery(third, { page: 4 }))).toMatchObject({ page: 4, search: "a" });
});

test("parameters of others stay, defaults are left out", () => {
  const before = new URLSearchParams("shop=demo-shop.myshopify.com&search=a&status=low");
  const after = writePoolListQuery(before, { search: "", status: null });
  expect(String(after)).toBe("shop=demo-shop.myshopify.com");
});

test("the label under the list counts from one", () => {
  expect(pageLabel(1, 25, 60)).toBe("1–25 of 60");
  expect(pageLabel(3, 10, 60)).toBe("51–60 of 60");
  expect(pageLabel(9, 0, 60)).toBe("0 of 60");
});
