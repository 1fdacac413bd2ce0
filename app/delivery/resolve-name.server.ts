import { lookup, Resolver } from "node:dns/promises";
import { isLoopback } from "#app/config/environment.ts";
import type { ResolvedAddress } from "./guarded-address.ts";

/** Milliseconds for which a name server is waited for, and how often it is asked; the wait grows with each try. */
const WAIT_MILLISECONDS = 1_500;
const TRIES = 2;

/**
 * Every address of a name, IPv4 first; empty: it is not known, or nobody answers for it. Asks the system's name servers
 * itself: the system's own look-up takes one of two places that all look-ups of the process share, the shops' and the
 * mail server's too, for as long as the servers of somebody's endpoint are silent. `servers`: others to ask.
 */
export async function resolveName(name: string, servers?: readonly string[]): Promise<ResolvedAddress[]> {
  // This machine's own name stands in no server; where it is allowed at all.
  if (isLoopback(name)) return await lookup(name, { all: true, verbatim: true });
  const resolver = new Resolver({ timeout: WAIT_MILLISECONDS, tries: TRIES });
  if (servers) resolver.setServers(servers);
  const [four, six] = await Promise.all([
    resolver.resolve4(name).catch(() => []),
    resolver.resolve6(name).catch(() => []),
  ]);
  return [
    ...four.map((address) => ({ address, family: 4 })),
    ...six.map((address) => ({ address, family: 6 })),
  ];
}
