import ipaddr from "ipaddr.js";

/** Of the public ranges, but the cloud's own: Azure answers its virtual machines here, and nobody else. */
const INSIDE_CLOUDS = new Set(["168.63.129.16"]);

/**
 * Whether an IP address is one of the public internet: no loopback, private, link-local (cloud metadata), shared,
 * documentation, multicast or reserved one, and no IPv6 form that carries an IPv4 address inside, whatever that one
 * is. Spellings that are not plain (octal, hexadecimal, fewer than four parts) are not addresses here.
 */
export function isPublicAddress(address: string): boolean {
  if (address.includes("%")) return false;
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) {
    const parsed = ipaddr.IPv4.parse(address);
    return parsed.range() === "unicast" && !INSIDE_CLOUDS.has(parsed.toString());
  }
  if (!ipaddr.IPv6.isValid(address)) return false;
  const parsed = ipaddr.IPv6.parse(address);
  // What the internet uses of IPv6 is 2000::/3; the library knows the special parts of it.
  return parsed.range() === "unicast" && parsed.match(ipaddr.IPv6.parse("2000::"), 3);
}
