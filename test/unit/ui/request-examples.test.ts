import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { formatSecret, verify } from "#app/crypto/signature.ts";
import { workedSignature } from "#app/pages/worked-signature.server.ts";
import { requestExamples } from "#app/ui/request-examples.ts";

const run = promisify(execFile);
const KEY = Buffer.alloc(32, 7);
const TARGET = "/api/v1/claims";

/** How each example is run, and what must be installed for it. */
const PROGRAMS = {
  curl: { command: "bash", file: "example.sh", needs: ["bash", "curl", "openssl"] },
  typescript: { command: process.execPath, file: "example.ts", needs: [] },
  php: { command: "php", file: "example.php", needs: ["php"] },
  python: { command: "python3", file: "example.py", needs: ["python3"] },
} as const;

test.for(Object.keys(PROGRAMS) as (keyof typeof PROGRAMS)[])(
  "the %s example signs a request that is accepted, as it is pasted",
  async (id, context) => {
    const { command, file, needs } = PROGRAMS[id];
    for (const program of needs) {
      const found = await run("which", [program]).catch(() => null);
      if (!found) context.skip(`${program} is not installed on this machine`);
    }
    const seen: { accepted: boolean; pool: unknown }[] = [];
    const server = createServer(async (request, response) => {
      const parts: Uint8Array[] = [];
      for await (const part of request) parts.push(part);
      const body = Buffer.concat(parts);
      const { "webhook-id": webhookId, "webhook-timestamp": timestamp } = request.headers;
      const message = {
        id: String(webhookId),
        timestamp: String(timestamp),
        method: request.method ?? "",
        target: request.url ?? "",
        body,
      };
      const accepted =
        verify([KEY], message, String(request.headers["webhook-signature"])) &&
        request.headers["content-type"] === "application/json" &&
        request.headers["x-api-key-id"] === "cpk_EXAMPLE";
      seen.push({ accepted, pool: JSON.parse(body.toString()).pool });
      response.setHeader("content-type", "application/json").end('{"claims":[]}');
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const address = server.address();
    const port = address && typeof address === "object" ? address.port : 0;
    const directory = await mkdtemp(join(tmpdir(), "coupon-pools-example-"));
    try {
      const examples = requestExamples({
        origin: `http://127.0.0.1:${port}`,
        target: TARGET,
        keyId: "cpk_EXAMPLE",
        pool: "spring-sale",
      });
      const code = examples.find((example) => example.id === id)?.code ?? "";
      await writeFile(join(directory, file), code);
      await run(command, [file], {
        cwd: directory,
        env: { ...process.env, HOME: directory, COUPON_POOLS_SECRET: formatSecret(KEY) },
      });
    } finally {
      server.close();
      await rm(directory, { recursive: true });
    }
    expect(seen).toEqual([{ accepted: true, pool: "spring-sale" }]);
  },
);

test("the worked signature is the one that the API would accept", () => {
  const worked = workedSignature(TARGET, "spring-sale");
  const key = Buffer.from(worked.secret.replace("whsec_", ""), "base64");
  const [start = "", body = ""] = worked.signed.split("\n");
  expect(start).toBe(`${worked.id}.${worked.timestamp}.POST ${TARGET}`);
  const message = {
    id: worked.id,
    timestamp: worked.timestamp,
    method: "POST",
    target: TARGET,
    body: Buffer.from(body),
  };
  expect(verify([key], message, worked.signature)).toBe(true);
});
