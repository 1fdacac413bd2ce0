import { isIP } from "node:net";
import { isLoopback } from "../config/environment.ts";
import { endpointAddressProblem, type LoopbackAllowed } from "../events/endpoint-address.ts";
import { isPublicAddress } from "../events/public-address.ts";

/** Every address of a name, as the operating system answers. */
export type ResolveName = (name: string) => Promise<{ address: string; family: number }[]>;

/** The one address to connect to, or why not, in words for the merchant. */
export type GuardedAddress = { ok: true; address: string; family: number } | { ok: false; problem: string };

/**
 * Looks up where an endpoint's address leads, once, and picks the address to connect to: a second look-up could answer
 * otherwise. One address among several that is not public refuses all of them. Loopback counts as itself, where it is
 * allowed.
 */
export async function guardAddress(
  url: string,
  resolveName: ResolveName,
  allowed: LoopbackAllowed,
): Promise<GuardedAddress> {
  const problem = endpointAddressProblem(url, allowed);
  if (problem) return { ok: false, problem };
  const hostname = new URL(url).hostname.replace(/^\[|\]$/g, "");
  const family = isIP(hostname);
  const found = family ? [{ address: hostname, family }] : await lookUp(hostname, resolveName);
  const [first] = found;
  if (!first) return { ok: false, problem: `The name ${hostname} is not known.` };
  const wantsLoopback = allowed === "loopback allowed" && isLoopback(hostname);
  const isFine = (address: string) => (wantsLoopback ? isLoopback(address) : isPublicAddress(address));
  if (!found.every(({ address }) => isFine(address))) {
    return { ok: false, problem: `The name ${hostname} leads into a network that is not public.` };
  }
  return { ok: true, ...first };
}

async function lookUp(name: string, resolveName: ResolveName): ReturnType<ResolveName> {
  try {
    return await resolveName(name);
  } catch {
    return [];
  }
}
