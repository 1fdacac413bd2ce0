import { randomBytes } from "node:crypto";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { log } from "#app/log/log.server.ts";
import { getUpload } from "#app/uploads/get-upload.server.ts";
import { importUpload } from "#app/uploads/import-upload.server.ts";
import { answerOf, type Integration, mountedApi, newIntegration } from "#test/support/api.ts";
import { freshDatabase } from "#test/support/database.ts";
import { codesNamed, poolWithCodes } from "#test/support/pool-with-codes.ts";
import { serveApp } from "#test/support/serve-app.ts";
import { signedHeaders } from "#test/support/signed-client.ts";
import { uploadDirectoryOfItsOwn } from "#test/support/upload-directory.ts";

const uploads = uploadDirectoryOfItsOwn();
freshDatabase();

let server: Awaited<ReturnType<typeof serveApp>>;
let me: Integration;

beforeAll(async () => {
  server = await serveApp(mountedApi());
  me = await newIntegration(server.address);
});
afterAll(async () => await server.stop());

interface Sent {
  method?: string;
  /** Exactly as it goes into the request line. */
  target: string;
  /** What is signed, when it is not what is sent. */
  signed?: { target?: string; body?: string };
  headers?: Record<string, string>;
  /** Sent in pieces, without a Content-Length. */
  chunks?: Iterable<string>;
}

/** A request whose line and framing no library touches up. */
async function send({
  method = "GET",
  target,
  signed,
  headers,
  chunks,
}: Sent): Promise<{ status: number; text: string }> {
  const auth = signedHeaders(me, { method, target, body: "", ...signed });
  return await new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: "127.0.0.1", port: server.port, method, path: target, headers: { ...auth, ...headers } },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => {
          text += part;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    // The server may answer and close before it has read all of a body that it refuses.
    request.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE" && error.code !== "ECONNRESET") reject(error);
    });
    if (chunks) Readable.from(chunks).pipe(request);
    else request.end();
  });
}

describe("what is signed is the target as it stands in the request line:", () => {
  test.each([
    "/api/v1/pools?search=%7e",
    "/api/v1/pools?search=~",
    "/api/v1/pools?search=a|b",
    "/api/v1/pools?search='x'",
    "/api/v1/pools?",
    "/api/v1/./pools",
    "/api/v1/me/../pools?limit=2",
  ])("%s", async (target) => {
    expect((await send({ target })).status).toBe(200);
    const normal = new URL(target, "http://localhost");
    const written = normal.pathname + normal.search;
    if (written !== target) expect((await send({ target, signed: { target: written } })).status).toBe(401);
  });
});

test("claims over a real connection, from many senders at once", async () => {
  const pool = await poolWithCodes(me.accountId, codesNamed("SOCK", 200));
  const claim = async (key: string) => {
    const json = {
      pool,
      campaign: { id: "c", type: "automation" },
      recipients: [{ key, contact: `${key}@example.com` }],
    };
    const response = await me.call("POST", "/api/v1/claims", { json });
    expect(response.status).toBe(200);
    return (await response.json()).claims[0].code as string;
  };
  const keys = Array.from({ length: 200 }, (_, n) => `key-${n}`);
  const codes = await Promise.all(keys.map(claim));
  expect(new Set(codes).size).toBe(200);
  expect(await Promise.all(keys.map(claim))).toEqual(codes);
});

test("JSON in pieces without a length is bounded while it is read, and the refusal arrives", async () => {
  const piece = " ".repeat(100_000);
  const headers = { "content-type": "application/json" };
  const sent = { method: "POST", target: "/api/v1/claims", headers };
  const { status, text } = await send({ ...sent, chunks: Array<string>(11).fill(piece) });
  expect(status).toBe(413);
  expect(JSON.parse(text)).toMatchObject({ code: "too_large" });
  const small = Array<string>(9).fill(piece);
  expect((await send({ ...sent, chunks: small, signed: { body: small.join("") } })).status).toBe(400);
});

test("a body whose Content-Length is over the limit is refused before it is sent", async () => {
  const headers = { "content-type": "application/json", "content-length": "1000001" };
  const socket = connect(server.port, "127.0.0.1");
  const auth = signedHeaders(me, { method: "POST", target: "/api/v1/claims", body: "" });
  const lines = Object.entries({ host: "127.0.0.1", ...auth, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  socket.write(`POST /api/v1/claims HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
  const [first] = await new Promise<Buffer[]>((resolve) =>
    socket.once("data", (data: Buffer) => resolve([data])),
  );
  socket.destroy();
  expect(String(first)).toMatch(/^HTTP\/1\.1 413 /);
});

describe("a file", () => {
  /** 30 MB of codes, made as they are sent. */
  function* lines(quantity: number): Generator<string> {
    for (let line = 0; line < quantity; line += 1_000)
      yield Array.from({ length: 1_000 }, (_, n) => `BIG-${String(line + n).padStart(26, "0")}\n`).join("");
  }

  test("is stored and read while it never lies whole in memory", async () => {
    const pool = await poolWithCodes(me.accountId, []);
    const csv = `code\n${[...lines(2_000)].join("")}`;
    const response = await me.call("POST", `/api/v1/pools/${pool}/codes`, { csv });
    const { status, body } = await answerOf(response);
    expect(status).toBe(202);
    const { id } = body as { id: string };
    expect(await (await me.call("GET", `/api/v1/uploads/${id}`)).json()).toMatchObject({
      id,
      status: "queued",
    });
    await importUpload({ uploadId: id });
    expect(await (await me.call("GET", `/api/v1/uploads/${id}`)).json()).toEqual({
      id,
      status: "completed",
      rows: 2_000,
      added: 2_000,
      duplicateInFile: 0,
      duplicateInPool: 0,
      duplicateInAccount: 0,
      invalid: 0,
      error: null,
    });
    expect(await (await me.call("GET", `/api/v1/pools/${pool}`)).json()).toMatchObject({ remaining: 2_000 });
  });

  test("as JSON is counted like any upload: added, twice in the list, not valid", async () => {
    const pool = await poolWithCodes(me.accountId, []);
    const json = { codes: ["J-1", "j-1", " J-2 ", "", "x".repeat(256)] };
    const { body } = await answerOf(await me.call("POST", `/api/v1/pools/${pool}/codes`, { json }));
    const { id } = body as { id: string };
    await importUpload({ uploadId: id });
    expect(await getUpload({ accountId: me.accountId, uploadId: id })).toMatchObject({
      value: { added: 2, duplicateInFile: 1, invalid: 1 },
    });
  });

  test("with a wrong signature leaves nothing, however large it is", async () => {
    const { status } = await send({
      method: "POST",
      target: "/api/v1/pools/p/codes",
      headers: { "content-type": "text/csv" },
      signed: { body: "something else" },
      chunks: lines(1_000_000),
    });
    expect(status).toBe(401);
    await vi.waitFor(async () => expect(await uploads.files()).toEqual([]));
  });

  test("over 100 MB in pieces is refused and leaves nothing", async () => {
    const headers = { "content-type": "text/csv" };
    const piece = randomBytes(500_000).toString("hex");
    const chunks = Array<string>(101).fill(piece);
    const { status } = await send({ method: "POST", target: "/api/v1/pools/p/codes", headers, chunks });
    expect(status).toBe(413);
    await vi.waitFor(async () => expect(await uploads.files()).toEqual([]));
  });

  test("whose connection drops half-way leaves nothing", async () => {
    const before = await uploads.files();
    const target = "/api/v1/pools/p/codes";
    const headers = signedHeaders(me, { method: "POST", target, body: "" });
    const request = httpRequest({
      host: "127.0.0.1",
      port: server.port,
      method: "POST",
      path: target,
      headers: { ...headers, "content-type": "text/csv", "content-length": "1000000" },
    });
    request.on("error", () => {});
    request.write("code\nHALF-1\n");
    await vi.waitFor(async () => expect((await uploads.files()).length).toBe(before.length + 1));
    request.destroy();
    await vi.waitFor(async () => expect(await uploads.files()).toEqual(before));
  });
});

test("a line in the log holds the route's template and nothing of path, query, body or contact", async () => {
  const info = vi.spyOn(log(), "info");
  const error = vi.spyOn(log(), "error");
  const pool = await poolWithCodes(me.accountId, ["LOG-CODE-1"], { handle: "log-handle" });
  const json = {
    pool: "log-handle",
    campaign: { id: "log-campaign", type: "automation" },
    recipients: [{ key: "log-key", contact: "log.contact@example.com" }],
  };
  await me.call("POST", "/api/v1/claims", { json, id: "log-message" });
  await me.call("GET", `/api/v1/claims/log-key?pool=${pool}&private=log-query`);
  await me.call("GET", "/api/v1/log-unknown?private=log-query");
  const lines = info.mock.calls.map(([line]) => line);
  expect(lines).toEqual([
    {
      route: "POST /api/v1/claims",
      status: 200,
      ms: expect.any(Number),
      clientId: me.keyId,
    },
    {
      route: "GET /api/v1/claims/{key}",
      status: 200,
      ms: expect.any(Number),
      clientId: me.keyId,
    },
    {
      route: "unknown address",
      status: 404,
      ms: expect.any(Number),
      clientId: undefined,
    },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/log-|log\./i);
  expect(error).not.toHaveBeenCalled();
  info.mockRestore();
  error.mockRestore();
});

test("a method that has no body may come as HEAD", async () => {
  const { status, text } = await send({ method: "HEAD", target: "/api/v1/me" });
  expect(status).toBe(200);
  expect(text).toBe("");
});

test("a GET with a body is refused: nobody would have signed it", async () => {
  const headers = { "content-type": "application/json", "content-length": "2" };
  expect((await send({ target: "/api/v1/me", headers, chunks: ["{}"] })).status).toBe(400);
});
