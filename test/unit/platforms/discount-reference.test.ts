import { expect, test } from "vitest";
import { parseDiscountReference } from "#app/platforms/shopify/parse-discount-reference.ts";
import { searchPhrase, searchWords } from "#app/platforms/shopify/search-text.ts";

test.each([
  ["gid://shopify/DiscountCodeNode/123", 123, null],
  ["gid://shopify/DiscountNode/123", 123, null],
  ["https://admin.shopify.com/store/demo-shop/discounts/1260000000001", 1260000000001, null],
  ["https://admin.shopify.com/store/demo-shop/discounts/123?tab=codes", 123, null],
  ["demo-shop.myshopify.com/admin/discounts/123/edit", 123, null],
  ["https://demo-shop.myshopify.com/admin/discounts/123", 123, null],
  ["gid://shopify/PriceRule/123", 123, null],
  ["discounts/123", 123, null],
  ["discount/123", 123, "123"],
  ["shop.example/discount/SUMMER15", null, "SUMMER15"],
  ["https://shop.example/discount/2026", 2026, "2026"],
  ["  123 ", 123, "123"],
  ["SUMMER15", null, "SUMMER15"],
  ["https://shop.example/discount/SUMMER%2015?redirect=/x", null, "SUMMER 15"],
  ["https://shop.example/collections/all", null, null],
  ["99999999999999999999", null, "99999999999999999999"],
  ["", null, null],
])("a merchant may paste %s", (text, number, code) => {
  expect(parseDiscountReference(text)).toEqual({ number, code });
});

test("words of a search are words, whatever signs are in them", () => {
  expect(searchWords("title", 'sum "sale:" -old OR (x)')).toBe(
    "title:sum* title:sale* title:old* title:OR* title:x*",
  );
  expect(searchWords("title", "  ")).toBe("");
  expect(searchPhrase('a "b" \\c')).toBe('"a \\"b\\" \\\\c"');
});
