import type { IncomingMessage } from "node:http";
import type { Context } from "hono";

/** What the server adds to a request; a request made in process has none of it. */
export interface ApiEnv {
  Bindings: { incoming?: IncomingMessage };
}

/** A request as it came over the line, before anything is decoded. */
export interface RawRequest {
  /** In capitals. */
  method: string;
  /** The request target as the sender wrote it, percent-encoding untouched. */
  target: string;
  /** Who sent it, for counting failures. */
  address: string;
  header(name: string): string | undefined;
  /** The body's bytes. Stopping early leaves the rest unread and the connection open for an answer. */
  chunks(): AsyncIterable<Uint8Array>;
}

/**
 * `pathPrefix` is what a proxy strips from the path before it comes to us; `proxyHops` how many proxies
 * stand in front.
 */
export function rawRequest(
  c: Context<ApiEnv>,
  { pathPrefix, proxyHops }: { pathPrefix: string; proxyHops: number },
): RawRequest {
  const incoming = c.env?.incoming;
  const header = incoming
    ? (name: string) => single(incoming.headers[name])
    : (name: string) => c.req.raw.headers.get(name) ?? undefined;
  return {
    method: c.req.method,
    target: pathPrefix + (incoming?.url ?? pathAndQuery(c.req.url)),
    address: clientAddress(incoming?.socket.remoteAddress, header("x-forwarded-for"), proxyHops),
    header,
    chunks: () => (incoming ? unbroken(incoming) : inProcess(c.req.raw.body)),
  };
}

/**
 * The sender's address: the connection's own, or the one that the outermost of our own proxies wrote. What
 * stands further left in the header was written by the sender and says nothing.
 */
export function clientAddress(
  connection: string | undefined,
  forwardedFor: string | undefined,
  proxyHops: number,
): string {
  const hops = forwardedFor?.split(",").map((hop) => hop.trim()) ?? [];
  const told = proxyHops > 0 ? hops.at(-proxyHops) : undefined;
  return network(told || connection || "in process");
}

/** An IPv6 sender owns at least a /64 and can send from any address in it: they count as one. */
function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!plain.includes(":")) return plain;
  const [before = "", after] = plain.split("::");
  const left = before === "" ? [] : before.split(":");
  const right = after ? after.split(":") : [];
  const middle =
    after === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
  return `${[...left, ...middle, ...right].slice(0, 4).join(":").toLowerCase()}::/64`;
}

function pathAndQuery(url: string): string {
  return url.slice(url.indexOf("/", url.indexOf("//") + 2));
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(", ") : value;
}

/** A loop that ends early must not destroy the connection: the refusal still has to go out on it. */
function unbroken(incoming: IncomingMessage): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => incoming.iterator({ destroyOnReturn: false }) };
}

async function* inProcess(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) yield part.value;
}
