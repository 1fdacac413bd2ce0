import { expect, test } from "vitest";
import { looksLikeAddress } from "#app/privacy/looks-like-address.ts";

test.each(["ada@example.com", "welcome/ada@example.co.uk", "mailto:a@b.de?x"])(
  "%s looks like an address",
  (text) => {
    expect(looksLikeAddress(text)).toBe(true);
  },
);

test.each(["msg-000001", "campaign@2026", "@ada", "a @ b.c", "50% off @ shop"])("%s does not", (text) => {
  expect(looksLikeAddress(text)).toBe(false);
});
