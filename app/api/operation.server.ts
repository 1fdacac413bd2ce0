import type { KeyObject } from "node:crypto";
import { createRoute, type RouteConfig, z } from "@hono/zod-openapi";
import type { ErrorCode } from "../errors/error-catalogue.ts";
import { type Result, succeed } from "../errors/refusal.ts";
import type { Callers, ReceivedBody } from "./authenticate.server.ts";
import type { BodyRules } from "./body-rules.ts";
import { nothing, parse, parseJson } from "./parse-message.ts";
import { problemResponses } from "./problem-responses.ts";
import type { Repeats } from "./repeats.ts";
import type { StoredBody } from "./stored-body.server.ts";

/** A call that is authenticated and parsed. */
export interface Call<Caller, Params, Query, Json> {
  credentials: Caller;
  params: Params;
  query: Query;
  /** Undefined for a call that was sent as a file. */
  json: Json;
  file: StoredBody | undefined;
  /** The body of a call that takes bytes. */
  bytes: Uint8Array | undefined;
  /** Who does it, as the sender names the person (`x-actor`). */
  actor: string | undefined;
  /** Names what the caller wants to happen once; the same for every repeat of the message. */
  intent: string;
}

export type OperationPath = `/v1/${string}` | `/bridge/v1/${string}`;

/** One call of the API. The schemas that parse it also make its part of the OpenAPI document. */
export interface OperationDefinition<
  Caller,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Json extends z.ZodType,
  Answer extends z.ZodType,
> {
  method: "get" | "post" | "put";
  /** Under /api, as OpenAPI writes it: `/v1/pools/{pool}`. */
  path: OperationPath;
  summary: string;
  description: string;
  params?: Params;
  query?: Query;
  json?: { schema: Json; bytesMax: number; example: z.input<Json> };
  csv?: { bytesMax: number; example: string };
  bytes?: { bytesMax: number };
  answer: { status: 200 | 201 | 202; description: string; schema: Answer; example: z.input<Answer> };
  /** What it may refuse beyond what every call may. */
  refusals: readonly ErrorCode[];
  repeats: Repeats;
  handle(
    call: Call<Caller, z.output<Params>, z.output<Query>, z.output<Json>>,
  ): Promise<Result<z.input<Answer>>>;
  /** Seconds for `Retry-After` on an answer that is not complete yet. */
  retryAfterSeconds?(answer: z.input<Answer>): number | undefined;
}

/** A call whose signature holds, before its parts are parsed. */
export interface ReceivedCall<Caller> {
  credentials: Caller;
  params: Record<string, string>;
  query: Record<string, string>;
  body: ReceivedBody;
  actor: string | undefined;
  intent: string;
}

export interface OperationAnswer {
  status: 200 | 201 | 202;
  /** Whole, or made while it is sent. */
  body: string | AsyncIterable<string>;
  /** Beyond those of an answer in JSON, or instead of them. */
  headers?: Record<string, string>;
  retryAfterSeconds?: number;
}

/** An operation as the pipeline sees it: whatever its messages are, they go in and out as text. */
export interface Operation<Caller extends { keys: KeyObject[] }> {
  method: "get" | "post" | "put";
  path: OperationPath;
  callers: Callers<Caller>;
  bodyRules: BodyRules;
  repeats: Repeats;
  contract: RouteConfig;
  /** Parses everything; what comes back does the work. */
  prepare(call: ReceivedCall<Caller>): Result<() => Promise<Result<OperationAnswer>>>;
}

/** What does not depend on who calls. */
export type AnyOperation = Omit<Operation<never>, "callers" | "prepare">;

const NOTHING = z.object({});

/** An operation for callers of one kind; `defineOperation` and `defineBridgeOperation` say which. */
export function operationFor<
  Caller extends { keys: KeyObject[] },
  Answer extends z.ZodType,
  Params extends z.ZodObject = typeof NOTHING,
  Query extends z.ZodObject = typeof NOTHING,
  Json extends z.ZodType = z.ZodUndefined,
>(
  callers: Callers<Caller>,
  definition: OperationDefinition<Caller, Params, Query, Json, Answer>,
): Operation<Caller> {
  const { method, path, repeats, answer } = definition;
  return {
    method,
    path,
    callers,
    repeats,
    bodyRules: { json: definition.json, csv: definition.csv, bytes: definition.bytes },
    contract: contractOf(definition),
    prepare: ({ credentials, body, actor, intent, ...received }) => {
      const params = parse(definition.params, received.params);
      if (!params.ok) return params;
      const query = parse(definition.query, received.query);
      if (!query.ok) return query;
      const json = body.kind === "json" ? parseJson(definition.json?.schema, body.bytes) : nothing<Json>();
      if (!json.ok) return json;
      const file = body.kind === "csv" ? body.file : undefined;
      const bytes = body.kind === "bytes" ? body.bytes : undefined;
      const parsed = { params: params.value, query: query.value, json: json.value };
      const call = { credentials, ...parsed, file, bytes, actor, intent };
      return succeed(async () => {
        const result = await definition.handle(call);
        if (!result.ok) return result;
        return succeed({
          status: answer.status,
          body: JSON.stringify(result.value),
          retryAfterSeconds: definition.retryAfterSeconds?.(result.value),
        });
      });
    },
  };
}

function contractOf<
  Caller,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Json extends z.ZodType,
  Answer extends z.ZodType,
>(definition: OperationDefinition<Caller, Params, Query, Json, Answer>): RouteConfig {
  const { json, csv, bytes, answer } = definition;
  const content = {
    ...(json ? { "application/json": { schema: json.schema, example: json.example } } : {}),
    ...(csv ? { "text/csv": { schema: z.string(), example: csv.example } } : {}),
    ...(bytes ? { "application/octet-stream": { schema: z.string() } } : {}),
  };
  return createRoute({
    method: definition.method,
    path: `/api${definition.path}`,
    summary: definition.summary,
    description: definition.description,
    request: {
      params: definition.params,
      query: definition.query,
      ...(json || csv || bytes ? { body: { required: true, content } } : {}),
    },
    responses: {
      [answer.status]: {
        description: answer.description,
        content: { "application/json": { schema: answer.schema, example: answer.example } },
      },
      ...problemResponses(definition),
    },
  });
}
