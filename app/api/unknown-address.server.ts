import type { Context } from "hono";
import { answering } from "./call-handler.server.ts";
import type { AnyOperation } from "./operation.server.ts";
import { problem } from "./problem.ts";
import type { ApiEnv } from "./raw-request.ts";

/** What is left over: 405 with `Allow` where another method would do, else 404. */
export function unknownAddress(
  operations: readonly Pick<AnyOperation, "method" | "path">[],
  docsUrl: () => string,
): (c: Context<ApiEnv>) => Promise<Response> {
  const known = operations.map(({ method, path }) => ({
    method: method.toUpperCase(),
    pattern: new RegExp(`/api${path.replace(/\{\w+\}/g, "[^/]+")}$`),
  }));
  return answering("unknown address", docsUrl, async (c) => {
    const methods = known.filter(({ pattern }) => pattern.test(c.req.path)).map(({ method }) => method);
    if (methods.length === 0) {
      const detail = "There is nothing at this address. The calls are listed in the documentation.";
      return problem({ code: "not_found", detail }, docsUrl());
    }
    const allow = methods.includes("GET") ? ["HEAD", ...methods] : methods;
    const detail = `This address takes ${methods.join(" and ")}.`;
    const answer = problem({ code: "method_not_allowed", detail }, docsUrl());
    return { ...answer, headers: { ...answer.headers, allow: allow.join(", ") } };
  });
}
