import { isIP } from "node:net";
import { isLoopback } from "../config/environment.ts";
import { endpointAddressProblem, type LoopbackAllowed } from "../events/endpoint-address.ts";
import { isPublicAddress } from "../events/public-address.ts";

export interface ResolvedAddress {
  address: string;
  /** 4 or 6. */
  family: number;
}

/** Every address of a name. */
export type ResolveName = (name: string) => Promise<ResolvedAddress[]>;

/** The addresses to connect to, one at least, or why not, in words for the merchant. */
export type GuardedAddress = { ok: true; addresses: ResolvedAddress[] } | { ok: false; problem: string };

/**
 * Looks up where an endpoint's address leads, once, and answers the addresses to connect to: a second look-up could
 * answer otherwise. One address among several that is not public refuses all of them. Loopback counts as itself, where it is
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
  if (found.length === 0) return { ok: false, problem: `The name ${hostname} is not known.` };
  const wantsLoopback = allowed === "loopback allowed" && isLoopback(hostname);
  const isFine = (address: string) => (wantsLoopback ? isLoopback(address) : isPublicAddress(address));
  if (!found.every(({ address }) => isFine(address))) {
    return { ok: false, problem: `The name ${hostname} leads into a network that is not public.` };
  }
  return { ok: true, addresses: found };
}

async function lookUp(name: string, resolveName: ResolveName): ReturnType<ResolveName> {
  try {
    return await resolveName(name);
  } catch {
    return [];
  }
}
