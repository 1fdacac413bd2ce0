import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { type ApiEnv, clientAddress, rawRequest } from "#app/api/raw-request.ts";

test.each([
  [
    "is the path with its query, as it was written",
    "",
    "/api/v1/claims/a%2fb?pool=p&x",
    "/api/v1/claims/a%2fb?pool=p&x",
  ],
  ["begins with what a proxy stripped", "/shop", "/api/v1/me", "/shop/api/v1/me"],
])("the target %s", async (_, pathPrefix, sent, target) => {
  const app = new Hono<ApiEnv>().all("*", (c) => c.text(rawRequest(c, { pathPrefix, proxyHops: 0 }).target));
  expect(await (await app.request(`http://in.process${sent}`)).text()).toBe(target);
});

describe("the sender's address", () => {
  test.each([
    [
      "is the connection's when there is no proxy, whatever the header says",
      "9.9.9.9",
      "1.1.1.1",
      0,
      "9.9.9.9",
    ],
    ["is what our only proxy wrote", "9.9.9.9", "6.6.6.6, 1.1.1.1", 1, "1.1.1.1"],
    ["is what the outermost of two proxies wrote", "9.9.9.9", "6.6.6.6, 1.1.1.1, 2.2.2.2", 2, "1.1.1.1"],
    ["is the connection's when a proxy was gone around", "9.9.9.9", "1.1.1.1", 2, "9.9.9.9"],
    ["is the connection's when a proxy wrote nothing", "9.9.9.9", undefined, 1, "9.9.9.9"],
    ["is the IPv4 address in an IPv6 one", "::ffff:9.9.9.9", undefined, 0, "9.9.9.9"],
    ["is the network of an IPv6 address", "2001:db8:1:2:3:4:5:6", undefined, 0, "2001:db8:1:2::/64"],
    ["is the same network however it is written", "2001:DB8:1:2::6", undefined, 0, "2001:db8:1:2::/64"],
    ["fills in zeros", "::1", undefined, 0, "0:0:0:0::/64"],
  ])("%s", (_, connection, header, hops, address) => {
    expect(clientAddress(connection, header, hops)).toBe(address);
  });
});
