import { createServer } from "node:net";
import { expect, test } from "vitest";
import { checkPort, freePort } from "#sandbox/demo/free-port.ts";

test("no port is given twice: parts of one demo that start later do not meet", async () => {
  const ports: number[] = [];
  for (let turn = 0; turn < 500; turn += 1) ports.push(await freePort());
  expect(new Set(ports).size).toBe(500);
});

test("a port that somebody listens on is refused with a sentence that says what to do", async () => {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening));
  try {
    await expect(checkPort(port, "the app")).rejects.toThrow(
      `Port ${port} (for the app) is taken by another program; choose others with --port, for example --port ${port + 100}.`,
    );
  } finally {
    await new Promise((closed) => server.close(closed));
  }
  await checkPort(port, "the app");
});
