import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What becomes of one call on its way to the service. */
export type Luck =
  | "well"
  /** It never arrives. */
  | "lost_before"
  /** The service does its work, and nobody hears of it. */
  | "lost_after"
  /** Somebody in between answers with status 500, or 503 after the work was done. */
  | "error_before"
  | "error_after";

/** A line between a shop and the service on which calls go wrong. */
export interface WeakLine {
  url: string;
  /** Calls that went wrong so far. */
  readonly faults: number;
  stop(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 and passes every call on to the service, with the luck that `luck` draws for it. `address` is
 * whom the service takes the caller for, where it trusts one proxy.
 */
export async function openWeakLine(line: {
  serviceUrl: () => string;
  luck: () => Luck;
  address: () => string;
}): Promise<WeakLine> {
  let faults = 0;
  const server = createServer((request, response) => {
    const luck = line.luck();
    if (luck !== "well") faults += 1;
    pass(request, response, { ...line, luck }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get faults() {
      return faults;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  { serviceUrl, luck, address }: { serviceUrl: () => string; luck: Luck; address: () => string },
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (luck === "lost_before") return void response.destroy();
  if (luck === "error_before") return void response.writeHead(500).end();
  const { host: _, connection: __, "transfer-encoding": ___, expect: ____, ...headers } = request.headers;
  const answer = await fetch(serviceUrl() + (request.url ?? "/"), {
    method: request.method,
    headers: { ...(headers as Record<string, string>), "x-forwarded-for": address() },
    body: chunks.length > 0 ? Buffer.concat(chunks) : undefined,
    redirect: "manual",
  });
  const body = Buffer.from(await answer.arrayBuffer());
  if (luck === "lost_after") return void response.destroy();
  if (luck === "error_after") return void response.writeHead(503).end();
  const told = Object.fromEntries(
    [...answer.headers].filter(
      ([name]) => !["content-encoding", "content-length", "transfer-encoding", "connection"].includes(name),
    ),
  );
  response.writeHead(answer.status, { ...told, "content-length": body.length }).end(body);
}
