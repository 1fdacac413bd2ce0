import { createServer } from "node:net";
import { ExpectedFailure } from "./expected-failure.ts";

/** A port that is free on 127.0.0.1 right now. */
export async function freePort(): Promise<number> {
  return await probe(0);
}

/** Throws a sentence when somebody else listens on the port. */
export async function checkPort(port: number, purpose: string): Promise<void> {
  await probe(port).catch(() => {
    throw new ExpectedFailure(
      `Port ${port} (for ${purpose}) is taken by another program; choose others with --port, for example --port ${port + 100}.`,
    );
  });
}

async function probe(port: number): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === "object" ? address.port : port));
    });
  });
}
