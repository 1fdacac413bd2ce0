import { ERROR_CATALOGUE } from "../errors/error-catalogue.ts";
import { DOCS_STYLE } from "./docs-style.ts";
import { escapeHtml, markdownToHtml } from "./markdown-to-html.ts";
import type { OpenApiDocument } from "./openapi-document.ts";
import { schemaTable } from "./schema-table.ts";
import { EXAMPLE, exampleRequests, exampleSignature } from "./signing-example.ts";

interface Body {
  content?: Record<string, { schema?: object; example?: unknown }>;
  description?: string;
}
interface OperationObject {
  summary?: string;
  description?: string;
  parameters?: { name: string; in: string; required?: boolean; schema?: object; description?: string }[];
  requestBody?: Body;
  responses?: Record<string, Body>;
}

/** The contract for people: one page made from the OpenAPI document, without scripts or outside files. */
export function docsPage(document: OpenApiDocument, server: string): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    (["get", "post", "put"] as const).flatMap((method) => {
      const operation = item[method] as OperationObject | undefined;
      return operation ? [{ method: method.toUpperCase(), path, operation }] : [];
    }),
  );
  const schemas = Object.entries(document.components?.schemas ?? {});
  const isBridge = ({ path }: { path: string }) => path.startsWith(BRIDGE);
  const linkTo = ({ method, path }: { method: string; path: string }) => [
    anchor(method, path),
    `${method} ${path.replace(BRIDGE, "").replace("/api/v1", "")}`,
  ];
  const [ofBridge, ofClients] = [operations.filter(isBridge), operations.filter((one) => !isBridge(one))];
  const links = [
    ["signing", "Signing a request"],
    ...ofClients.map(linkTo),
    ["bridge", "Calls of the Magento module"],
    ...ofBridge.map(linkTo),
    ["messages", "Messages"],
    ["errors", "Errors"],
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(document.info.title)}</title>
<style>${DOCS_STYLE}</style>
</head>
<body>
<nav aria-label="Contents"><strong>${escapeHtml(document.info.title)}</strong>
<ul>${links.map(([id, text]) => `<li><a href="#${id}">${escapeHtml(text ?? "")}</a></li>`).join("")}</ul>
<p><a href="openapi.json">OpenAPI 3.1 document</a></p></nav>
<main>
<h1>${escapeHtml(document.info.title)}</h1>
${markdownToHtml(document.info.description ?? "")}
<p>Start with <a href="#${anchor("GET", "/api/v1/me")}">GET /api/v1/me</a>: it uses nothing up and shows whether your signature is right. Server: <code>${escapeHtml(server)}</code></p>
${signing(server)}
${ofClients.map(operationSection).join("")}
${BRIDGE_SECTION}
${ofBridge.map(operationSection).join("")}
<h2 id="messages">Messages</h2>
${schemas.map(([name, schema]) => `<section id="schema-${name}"><h3>${name}</h3>${schemaTable(schema)}</section>`).join("")}
${errors()}
</main>
</body>
</html>`;
}

const BRIDGE = "/api/bridge/v1";
const BRIDGE_SECTION = `<section id="bridge"><h2>Calls of the Magento module</h2>
<p>The calls below ${BRIDGE} are those of the module in a Magento shop. They are signed the same way, with the key that the module brought with <code>link</code>; an API client cannot make them. <code>x-actor</code> names the person who is signed in there, for the history.</p></section>`;

function signing(server: string): string {
  const { id, timestamp, method, target, body, secret } = EXAMPLE;
  const signed = `${id}.${timestamp}.${method} ${target}\n${body}`;
  return `<section id="signing"><h2>Signing a request</h2>
<ul>
<li>Four headers go with it: <code>x-api-key-id</code> (the key id, <code>cpk_...</code>), <code>webhook-id</code> (unique per message: up to 128 letters, digits, hyphens and underscores), <code>webhook-timestamp</code> (Unix time in seconds) and <code>webhook-signature</code> (<code>v1,</code> and the signature in base64; up to ten, separated by spaces).</li>
<li>The secret is <code>whsec_</code> and 32 bytes in base64. Its bytes are the key of an HMAC-SHA256.</li>
<li>What is signed is bytes: the message id, the timestamp, the method in capitals, the request target exactly as it stands in the request line with its query, a line feed, and the raw body. For a call without a body, the line feed ends it.</li>
<li>Any Standard Webhooks library makes it: <code>sign(id, timestamp, METHOD + " " + target + "\\n" + body)</code>.</li>
<li>The timestamp may be up to 5 minutes off. A retry may use the same <code>webhook-id</code> with a new timestamp; every POST and PUT other than claims then gets the first answer again, for 24 hours.</li>
<li>While a secret is being replaced, sign with either; or send both signatures, separated by a space.</li>
<li>Bodies are UTF-8 and not compressed. Send <code>content-type: application/json</code> with JSON.</li>
</ul>
<h3>A worked example</h3>
<p>With the secret <code>${secret}</code>, signing these two lines (the only line feed is the one after the address)</p>
<pre>${escapeHtml(signed)}</pre>
<p>gives</p>
<pre>webhook-id: ${id}
webhook-timestamp: ${timestamp}
webhook-signature: ${exampleSignature()}</pre>
${exampleRequests(server)
  .map(
    ({ language, source }) =>
      `<details><summary>${language}</summary><pre>${escapeHtml(source)}</pre></details>`,
  )
  .join("")}
</section>`;
}

function operationSection({
  method,
  path,
  operation,
}: {
  method: string;
  path: string;
  operation: OperationObject;
}): string {
  const parameters = operation.parameters ?? [];
  const responses = Object.entries(operation.responses ?? {});
  return `<section id="${anchor(method, path)}">
<h2><span class="method">${method}</span> <code>${escapeHtml(path)}</code></h2>
<p class="summary">${escapeHtml(operation.summary ?? "")}</p>
${markdownToHtml(operation.description ?? "")}
${parameters.length > 0 ? `<h3>Parameters</h3>${schemaTable(parametersAsSchema(parameters))}` : ""}
${operation.requestBody ? `<h3>Request</h3>${contents(operation.requestBody)}` : ""}
<h3>Answers</h3>
${responses
  .map(
    ([status, response]) =>
      `<div class="answer"><strong>${status}</strong><div>${markdownToHtml(response.description ?? "")}${Number(status) < 300 ? contents(response) : ""}</div></div>`,
  )
  .join("")}
</section>`;
}

function parametersAsSchema(parameters: NonNullable<OperationObject["parameters"]>): object {
  return {
    type: "object",
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(
      parameters.map(({ name, schema, description }) => [name, { description, ...schema }]),
    ),
  };
}

function contents(body: Body): string {
  return Object.entries(body.content ?? {})
    .map(([type, { schema, example }]) => {
      const text = typeof example === "string" ? example : JSON.stringify(example, null, 2);
      return `<p><code>${type}</code></p>${schema && "$ref" in schema ? schemaTable(schema) : ""}${example === undefined ? "" : `<pre>${escapeHtml(text)}</pre>`}`;
    })
    .join("");
}

function errors(): string {
  const rows = Object.entries(ERROR_CATALOGUE).map(
    ([code, { status, title }]) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${escapeHtml(title)}</td></tr>`,
  );
  return `<section id="errors"><h2>Errors</h2>
<p>Every refusal is <code>application/problem+json</code> (RFC 9457) with a <code>code</code> that never changes its meaning. Every answer carries <code>x-request-id</code>. Repeat on 429, 500 and 503, after <code>Retry-After</code> where it is given; correct the request on anything else.</p>
<table><thead><tr><th>code</th><th>status</th><th>meaning</th></tr></thead><tbody>${rows.join("")}</tbody></table></section>`;
}

function anchor(method: string, path: string): string {
  return `${method.toLowerCase()}${path.replace(/[^a-z]+/gi, "-").replace(/-$/, "")}`;
}
