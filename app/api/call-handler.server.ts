import { createHash, type KeyObject, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { Context } from "hono";
import { env } from "#app/config/env.server.ts";
import type { Result } from "#app/errors/refusal.ts";
import { log } from "#app/log/log.server.ts";
import { withLogContext } from "#app/log/log-context.server.ts";
import { REQUEST_DURATION, REQUESTS } from "#app/metrics/instruments.server.ts";
import { type Authenticated, authenticate, type Gate, type ReceivedBody } from "./authenticate.server.ts";
import type { Operation, OperationAnswer } from "./operation.server.ts";
import { type ApiAnswer, problem } from "./problem.ts";
import { type ApiEnv, type RawRequest, rawRequest } from "./raw-request.ts";
import { rememberAnswer } from "./remember-answer.server.ts";
import { remembers } from "./repeats.ts";
import type { RequestVerdict } from "./request-limit.server.ts";

/** Characters of a name in `x-actor` that are kept. */
const ACTOR_CHARACTERS_MAX = 100;

/** What the API needs of the world around it. */
export interface ApiWorld extends Gate {
  countRequest: (clientId: string) => Promise<RequestVerdict>;
  /** The address of the readable page, where error codes are explained. */
  docsUrl: () => string;
}

/** What is known of a call while it is answered: for its headers and its line in the log. */
interface Trace {
  requestId: string;
  /** The method and the path's template, never the path itself. */
  route: string;
  clientId?: string;
  headers: Record<string, string>;
}

/** Answers a route in the shape of the API whatever happens, and writes one line to the log. */
export function answering(
  route: string,
  docsUrl: () => string,
  work: (c: Context<ApiEnv>, trace: Trace) => Promise<ApiAnswer>,
): (c: Context<ApiEnv>) => Promise<Response> {
  const kind = route.includes(" /api/bridge/") ? "bridge" : "api";
  return async (c) => {
    const startedAt = performance.now();
    const trace: Trace = { requestId: randomUUID(), route, headers: {} };
    const { requestId } = trace;
    const answer = await withLogContext({ requestId }, async () => {
      let found: ApiAnswer;
      try {
        found = await work(c, trace);
      } catch (error) {
        found = problem(afterThrow(error, trace), docsUrl());
      }
      const milliseconds = performance.now() - startedAt;
      const { status } = found;
      REQUESTS.inc({ route, status });
      REQUEST_DURATION.observe({ kind }, milliseconds / 1_000);
      log().info(
        { route, status, ms: Math.round(milliseconds * 100) / 100, clientId: trace.clientId },
        "api",
      );
      return found;
    });
    return new Response(answer.body, {
      status: answer.status,
      headers: {
        "cache-control": "no-store",
        ...answer.headers,
        ...trace.headers,
        "x-request-id": requestId,
      },
    });
  };
}

/** The handler of one operation: signature, limits, parsing, memory, work. */
export function callHandler<Caller extends { keys: KeyObject[] }>(
  operation: Operation<Caller>,
  world: ApiWorld,
): (c: Context<ApiEnv>) => Promise<Response> {
  const route = `${operation.method.toUpperCase()} /api${operation.path}`;
  return answering(route, world.docsUrl, async (c, trace) => {
    const { PUBLIC_PATH_PREFIX, PROXY_HOPS } = env();
    const request = rawRequest(c, { pathPrefix: PUBLIC_PATH_PREFIX, proxyHops: PROXY_HOPS });
    const authenticated = await authenticate(request, operation.bodyRules, world, operation.callers);
    if (!authenticated.ok) return problem(authenticated.refusal, world.docsUrl());
    const { body } = authenticated.value;
    try {
      return await answerSigned(c, request, authenticated.value, { operation, world, trace });
    } finally {
      if (body.kind === "csv") await body.file.discard();
    }
  });
}

async function answerSigned<Caller extends { keys: KeyObject[] }>(
  c: Context<ApiEnv>,
  request: RawRequest,
  { credentials, messageId, body }: Authenticated<Caller>,
  { operation, world, trace }: { operation: Operation<Caller>; world: ApiWorld; trace: Trace },
): Promise<ApiAnswer> {
  const clientId = operation.callers.idOf(credentials);
  trace.clientId = clientId;
  const { isAllowed, headers, retryAfterSeconds } = await world.countRequest(clientId);
  trace.headers = headers;
  if (!isAllowed) {
    const detail =
      "This API client sends more requests per minute than it may. Batches count as one request.";
    return problem({ code: "rate_limited", detail, retryAfterSeconds }, world.docsUrl());
  }
  const { repeats } = operation;
  const payloadHash = remembers(repeats) ? hashPayload(request, body) : Buffer.alloc(0);
  const prepared = operation.prepare({
    credentials,
    params: c.req.param(),
    query: c.req.query(),
    body,
    actor: actorOf(request.header("x-actor")),
    intent: `${clientId} ${messageId} ${payloadHash.toString("hex")}`,
  });
  if (!prepared.ok) return problem(prepared.refusal, world.docsUrl());
  const work = async () => toAnswer(await prepared.value(), world.docsUrl());
  if (!remembers(repeats)) return await work();
  const memory = repeats === "by_sealed_message" ? "sealed" : "plain";
  return await rememberAnswer({ clientId, messageId, payloadHash, memory }, world.docsUrl(), work);
}

/** A name for the history; what is not plain text is left out. */
function actorOf(header: string | undefined): string | undefined {
  const name = header
    ?.replace(/[^\x20-\x7e]/g, "")
    .trim()
    .slice(0, ACTOR_CHARACTERS_MAX);
  return name === "" ? undefined : name;
}

function toAnswer(result: Result<OperationAnswer>, docsUrl: string): ApiAnswer {
  if (!result.ok) return problem(result.refusal, docsUrl);
  const { status, body, retryAfterSeconds } = result.value;
  const headers: Record<string, string> = { "content-type": "application/json", ...result.value.headers };
  if (retryAfterSeconds !== undefined) headers["retry-after"] = String(retryAfterSeconds);
  return { status, body: typeof body === "string" ? body : streamOf(body), headers };
}

/** Goes on as fast as it is read; when the reader leaves, so does the text. */
function streamOf(text: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const bytes = Readable.from(text, { objectMode: false });
  return Readable.toWeb(bytes) as ReadableStream<Uint8Array>;
}

/** What makes two messages the same: method, address and body, as they were signed. */
function hashPayload({ method, target }: RawRequest, body: ReceivedBody): Buffer {
  const bodyHash =
    body.kind === "csv"
      ? body.file.sha256
      : createHash("sha256")
          .update("bytes" in body ? body.bytes : "")
          .digest();
  return createHash("sha256").update(`${method} ${target}\n`).update(bodyHash).digest();
}

function afterThrow(error: unknown, { requestId, route }: Trace): Parameters<typeof problem>[0] {
  if (isDisconnect(error)) {
    return { code: "invalid_request", detail: "The connection closed before the whole body had arrived." };
  }
  log().error({ route, err: error }, "an API call failed");
  const detail = `This is our mistake. Repeat the request; if it keeps failing, report the request id ${requestId}.`;
  return { code: "internal_error", detail };
}

function isDisconnect(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ECONNRESET";
}
