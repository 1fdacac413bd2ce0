import type { Hono } from "hono";
import { answering } from "./call-handler.server.ts";
import { docsPage } from "./docs-page.ts";
import { type OpenApiDocument, openApiDocument } from "./openapi-document.ts";
import type { AnyOperation } from "./operation.server.ts";
import type { ApiEnv } from "./raw-request.ts";

/** Nothing but its own styles: the page holds no scripts and asks nobody for anything. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const DOCUMENTS = [
  { method: "get", path: "/v1/openapi.json" },
  { method: "get", path: "/v1/docs" },
] as const;

/** Adds the two addresses that need no signature. Both are made once, from the operations. */
export function addDocumentation(
  app: Hono<ApiEnv>,
  operations: readonly Pick<AnyOperation, "contract">[],
  docsUrl: () => string,
): typeof DOCUMENTS {
  let made: { json: string; page: string } | undefined;
  const documents = () => {
    if (!made) {
      const server = docsUrl().slice(0, -"/api/v1/docs".length);
      const contracts = operations.map(({ contract }) => contract);
      const document: OpenApiDocument = openApiDocument(contracts, server);
      made = { json: JSON.stringify(document), page: docsPage(document, server) };
    }
    return made;
  };
  const caching = { "cache-control": "public, max-age=300" };
  app.get(
    "/v1/openapi.json",
    answering("GET /api/v1/openapi.json", docsUrl, async () => ({
      status: 200,
      body: documents().json,
      headers: { "content-type": "application/json", "access-control-allow-origin": "*", ...caching },
    })),
  );
  app.get(
    "/v1/docs",
    answering("GET /api/v1/docs", docsUrl, async () => ({
      status: 200,
      body: documents().page,
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": PAGE_POLICY,
        "x-content-type-options": "nosniff",
        ...caching,
      },
    })),
  );
  return DOCUMENTS;
}
