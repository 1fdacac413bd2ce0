import { describe, expect, test } from "vitest";
import { guardAddress } from "#app/delivery/guarded-address.ts";
import { endpointAddressProblem } from "#app/events/endpoint-address.ts";
import { isPublicAddress } from "#app/events/public-address.ts";

describe("which addresses are public", () => {
  test.each([
    "8.8.8.8",
    "93.184.216.34",
    "172.15.255.255",
    "172.32.0.1",
    "2606:4700:4700::1111",
    "2a00:1450:4001:830::200e",
  ])("%s is", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    ["unspecified", "0.0.0.0"],
    ["this network", "0.1.2.3"],
    ["loopback", "127.0.0.1"],
    ["loopback further on", "127.255.255.254"],
    ["private", "10.0.0.1"],
    ["private", "172.16.0.1"],
    ["private", "172.31.255.255"],
    ["private", "192.168.1.1"],
    ["cloud metadata", "169.254.169.254"],
    ["a cloud's own, among public ones", "168.63.129.16"],
    ["shared between customers", "100.64.0.1"],
    ["cloud metadata of another cloud", "100.100.100.200"],
    ["protocol assignments", "192.0.0.170"],
    ["documentation", "192.0.2.1"],
    ["relay", "192.88.99.1"],
    ["benchmarks", "198.18.0.1"],
    ["documentation", "203.0.113.9"],
    ["multicast", "224.0.0.1"],
    ["reserved", "240.0.0.1"],
    ["broadcast", "255.255.255.255"],
    ["unspecified", "::"],
    ["loopback", "::1"],
    ["loopback, in full", "0:0:0:0:0:0:0:1"],
    ["mapped loopback", "::ffff:127.0.0.1"],
    ["mapped loopback in hexadecimal", "::ffff:7f00:1"],
    ["mapped metadata", "::ffff:a9fe:a9fe"],
    ["mapped public one", "::ffff:8.8.8.8"],
    ["compatible loopback", "::127.0.0.1"],
    ["translated", "::ffff:0:127.0.0.1"],
    ["NAT64 of a private one", "64:ff9b::10.0.0.1"],
    ["local NAT64", "64:ff9b:1::a00:1"],
    ["6to4 of a private one", "2002:a00:1::1"],
    ["Teredo", "2001:0:4136:e378:8000:63bf:3fff:fdd2"],
    ["documentation", "2001:db8::1"],
    ["unique local", "fd00:ec2::254"],
    ["link-local", "fe80::1"],
    ["link-local with a zone", "fe80::1%eth0"],
    ["site-local", "fec0::1"],
    ["multicast", "ff02::1"],
    ["discard", "100::1"],
    ["not given out", "4000::1"],
    ["octal", "0177.0.0.1"],
    ["hexadecimal", "0x7f.0.0.1"],
    ["one number", "2130706433"],
    ["short", "127.1"],
    ["no address", "example.com"],
    ["nothing", ""],
  ])("not %s: %s", (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe("which endpoints may be entered", () => {
  test.each([
    "https://mail.example.com/hooks",
    "https://mail.example.com:8443/h?a=1",
    "https://8.8.8.8/hook",
  ])("%s", (url) => {
    expect(endpointAddressProblem(url, "public only")).toBeNull();
  });

  test.each([
    ["http://mail.example.com/", /https/],
    ["ftp://mail.example.com/", /https/],
    ["mail.example.com", /whole address/],
    ["https://user:secret@mail.example.com/", /user name/],
    ["https://mail.example.com/#part", /after #/],
    ["https://localhost/", /public/],
    ["https://db.internal/", /public/],
    ["https://intranet/", /public/],
    ["https://10.0.0.1/", /public/],
    ["https://[::1]/", /public/],
    ["https://[::ffff:169.254.169.254]/", /public/],
    // The address parser of the web reads all of these as 127.0.0.1.
    ["https://2130706433/", /public/],
    ["https://0x7f.1/", /public/],
    ["https://0177.0.0.1/", /public/],
    ["http://127.0.0.1:4602/", /https/],
    [`https://mail.example.com/${"x".repeat(2_000)}`, /whole address/],
  ])("not %s", (url, problem) => {
    expect(endpointAddressProblem(url, "public only")).toMatch(problem);
  });

  test("on this machine only where that is allowed, and nowhere else inside", () => {
    expect(endpointAddressProblem("http://127.0.0.1:4602/events", "loopback allowed")).toBeNull();
    expect(endpointAddressProblem("http://[::1]:4602/events", "loopback allowed")).toBeNull();
    expect(endpointAddressProblem("http://10.0.0.1/events", "loopback allowed")).not.toBeNull();
    expect(endpointAddressProblem("https://169.254.169.254/", "loopback allowed")).not.toBeNull();
  });
});

describe("where a name leads", () => {
  const answering =
    (...addresses: string[]) =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  const guard = (...addresses: string[]) =>
    guardAddress("https://mail.example.com/hook", answering(...addresses), "public only");

  test("of several public addresses every one may be connected to", async () => {
    expect(await guard("93.184.216.34", "2606:4700:4700::1111")).toEqual({
      ok: true,
      addresses: [
        { address: "93.184.216.34", family: 4 },
        { address: "2606:4700:4700::1111", family: 6 },
      ],
    });
  });

  test.each([
    [["127.0.0.1"]],
    [["93.184.216.34", "10.0.0.7"]],
    [["::ffff:169.254.169.254", "93.184.216.34"]],
  ])("one address inside among %j refuses them all", async (addresses) => {
    expect(await guard(...addresses)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/not public/),
    });
  });

  test("a name that nobody knows is refused, and so is one whose look-up fails", async () => {
    expect(await guard()).toMatchObject({ ok: false });
    const failing = async () => await Promise.reject(new Error("SERVFAIL"));
    expect(await guardAddress("https://mail.example.com/", failing, "public only")).toMatchObject({
      ok: false,
    });
  });

  test("a public name that leads to this machine is refused in the demo too", async () => {
    const guarded = await guardAddress(
      "https://mail.example.com/",
      answering("127.0.0.1"),
      "loopback allowed",
    );
    expect(guarded.ok).toBe(false);
  });

  test("localhost that leads elsewhere is refused where loopback is allowed", async () => {
    const guarded = await guardAddress("http://localhost:1/", answering("10.0.0.1"), "loopback allowed");
    expect(guarded.ok).toBe(false);
  });
});
