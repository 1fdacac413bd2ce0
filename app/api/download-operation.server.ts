import type { KeyObject } from "node:crypto";
import { createRoute, z } from "@hono/zod-openapi";
import type { ErrorCode } from "../errors/error-catalogue.ts";
import { type Result, succeed } from "../errors/refusal.ts";
import type { Callers } from "./authenticate.server.ts";
import type { Operation, OperationPath } from "./operation.server.ts";
import { parse } from "./parse-message.ts";
import { problemResponses } from "./problem-responses.ts";

/** A call that is answered with a CSV, made while it is sent. */
export interface DownloadDefinition<Caller, Params extends z.ZodObject, Query extends z.ZodObject> {
  /** Under /api, as OpenAPI writes it. */
  path: OperationPath;
  summary: string;
  description: string;
  params?: Params;
  query?: Query;
  answer: { description: string; example: string };
  /** What it may refuse beyond what every call may. */
  refusals: readonly ErrorCode[];
  handle(call: {
    credentials: Caller;
    params: z.output<Params>;
    query: z.output<Query>;
  }): Promise<Result<{ fileName: string; text: AsyncIterable<string> }>>;
}

/** A download for callers of one kind; `defineBridgeDownload` says which. */
export function downloadFor<
  Caller extends { keys: KeyObject[] },
  Params extends z.ZodObject,
  Query extends z.ZodObject,
>(callers: Callers<Caller>, definition: DownloadDefinition<Caller, Params, Query>): Operation<Caller> {
  const { path, summary, description, answer, refusals } = definition;
  const repeats = "reads";
  return {
    method: "get",
    path,
    callers,
    repeats,
    bodyRules: {},
    contract: createRoute({
      method: "get",
      path: `/api${path}`,
      summary,
      description,
      request: { params: definition.params, query: definition.query },
      responses: {
        200: {
          description: answer.description,
          content: { "text/csv": { schema: z.string(), example: answer.example } },
        },
        ...problemResponses({ refusals, repeats }),
      },
    }),
    prepare: ({ credentials, ...received }) => {
      const params = parse(definition.params, received.params);
      if (!params.ok) return params;
      const query = parse(definition.query, received.query);
      if (!query.ok) return query;
      return succeed(async () => {
        const found = await definition.handle({ credentials, params: params.value, query: query.value });
        if (!found.ok) return found;
        const { fileName, text } = found.value;
        return succeed({
          status: 200,
          body: text,
          headers: {
            "content-type": "text/csv; charset=utf-8",
            "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
          },
        });
      });
    },
  };
}
