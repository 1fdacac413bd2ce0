import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { ExpectedFailure } from "./expected-failure.ts";

/** Below the ports that systems give to outgoing connections, which come and go while a program starts. */
const FIRST_PORT = 15_000;
const LAST_PORT = 32_000;

const handedOut = new Set<number>();

/** A port that is free on 127.0.0.1 right now; never the same one twice from one process. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1);
    if (handedOut.has(port)) continue;
    handedOut.add(port);
    if (await isFree(port)) return port;
  }
}

/** Throws a sentence when somebody else listens on the port. */
export async function checkPort(port: number, purpose: string): Promise<void> {
  if (await isFree(port)) return;
  throw new ExpectedFailure(
    `Port ${port} (for ${purpose}) is taken by another program; choose others with --port, for example --port ${port + 100}.`,
  );
}

async function isFree(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
