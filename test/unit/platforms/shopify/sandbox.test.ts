import { expect, test } from "vitest";
import { framePolicy } from "#app/platforms/shopify/frame-policy.ts";
import { merchantName } from "#app/platforms/shopify/merchant-name.ts";
import { sandboxAddress } from "#app/platforms/shopify/sandbox-address.ts";

const sandbox = { domain: "demo-shop.myshopify.com", address: "http://127.0.0.1:4601" };

test("only https requests to the sandbox's own shop are sent to the sandbox", () => {
  const own = sandboxAddress(new URL("https://demo-shop.myshopify.com/admin/x?y=1"), sandbox);
  expect(own.url.href).toBe("http://127.0.0.1:4601/admin/x?y=1");
  expect(own.forwardedHost).toBe("demo-shop.myshopify.com");
  for (const other of [
    "https://other-shop.myshopify.com/admin/x",
    "https://demo-shop.myshopify.com.evil.example/admin/x",
    "https://demo-shop.myshopify.com:8443/admin/x",
    "http://demo-shop.myshopify.com/admin/x",
  ]) {
    expect(sandboxAddress(new URL(other), sandbox)).toEqual({ url: new URL(other), forwardedHost: null });
  }
});

const shopifys = "frame-ancestors https://a.myshopify.com https://admin.shopify.com;";

test("in production a page is framed by whom Shopify's library names, else by the admin alone", () => {
  expect(framePolicy(shopifys, undefined)).toBe(shopifys);
  expect(framePolicy(null, undefined)).toBe("frame-ancestors https://admin.shopify.com;");
});

test("the sandbox's frame comes on top, and never into a policy that names nobody", () => {
  expect(framePolicy(shopifys, "http://127.0.0.1:4601")).toBe(
    "frame-ancestors https://a.myshopify.com https://admin.shopify.com http://127.0.0.1:4601;",
  );
  expect(framePolicy(null, "http://127.0.0.1:4601")).toBe(
    "frame-ancestors https://admin.shopify.com http://127.0.0.1:4601;",
  );
  expect(framePolicy("frame-ancestors 'none';", "http://127.0.0.1:4601")).toBe("frame-ancestors 'none';");
});

test("the history knows the merchant by name, or as the merchant", () => {
  const named = (first_name: string | null, last_name: string | null) =>
    merchantName({ onlineAccessInfo: { associated_user: { first_name, last_name } } });
  expect(named("Robin", "Demo")).toBe("Robin Demo");
  expect(named("Robin", "null")).toBe("Robin");
  expect(named(null, null)).toBe("Merchant");
  expect(merchantName({})).toBe("Merchant");
});
