import { z } from "@hono/zod-openapi";
import { describe, expect, test } from "vitest";
import { BRIDGE_OPERATIONS } from "#app/api/bridge/bridge-operations.server.ts";
import { postLink } from "#app/api/bridge/post-link.server.ts";
import { createApi, OPERATIONS } from "#app/api/create-api.server.ts";
import { EXAMPLE, exampleSignature } from "#app/api/signing-example.ts";
import { secretKey, verify } from "#app/crypto/signature.ts";
import { ERROR_CATALOGUE } from "#app/errors/error-catalogue.ts";

const SIGNED = [...OPERATIONS, ...BRIDGE_OPERATIONS];
const app = createApi();
const document = await (await app.request("/v1/openapi.json")).json();
const page = await (await app.request("/v1/docs")).text();

test("the document is OpenAPI 3.1 and holds every call, all signed but the one that brings a key", () => {
  expect(document.openapi).toBe("3.1.0");
  expect(document.servers).toEqual([{ url: "http://127.0.0.1:4600" }]);
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as object).map(([method, { security }]) => {
      const signed = ["keyId", "messageId", "timestamp", "signature"];
      expect(security.flatMap(Object.keys)).toEqual(path === `/api${postLink.path}` ? [] : signed);
      return `${method} ${path}`;
    }),
  );
  expect(calls.sort()).toEqual(
    [...SIGNED, postLink].map(({ method, path }) => `${method} /api${path}`).sort(),
  );
});

test("every reference in the document leads somewhere", () => {
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
  for (const [, name] of references) expect(Object.keys(document.components.schemas)).toContain(name);
});

test("the limits of the schemas are the limits of the document", () => {
  const { ClaimRequest, Recipient, ReleaseRequest, CodesRequest } = document.components.schemas;
  expect(ClaimRequest.properties.recipients).toMatchObject({ minItems: 1, maxItems: 1_000 });
  expect(ClaimRequest.required).toEqual(["pool", "campaign", "recipients"]);
  expect(Recipient.properties.key).toMatchObject({ minLength: 1, maxLength: 200 });
  expect(Recipient.properties.contact).toMatchObject({ minLength: 1, maxLength: 320 });
  expect(ReleaseRequest.properties.keys).toMatchObject({ minItems: 1, maxItems: 1_000 });
  expect(CodesRequest.properties.codes).toMatchObject({ minItems: 1, maxItems: 50_000 });
});

describe("an example is a valid message:", () => {
  const contentSchema = z.object({ schema: z.instanceof(z.ZodType), example: z.unknown() });
  const examples = SIGNED.flatMap(({ path, contract }) => {
    const request = contract.request?.body?.content ?? {};
    const answers = Object.values(contract.responses).flatMap((response) =>
      "content" in response ? Object.entries(response.content ?? {}) : [],
    );
    return [...Object.entries(request), ...answers].flatMap(([type, content]) => {
      const { data } = contentSchema.safeParse(content);
      return data && data.example !== undefined ? [{ name: `${path} ${type}`, ...data }] : [];
    });
  });

  test.each(examples)("$name", ({ schema, example }) => {
    expect(schema.safeParse(example).error).toBeUndefined();
  });

  test("there is one for every answer", () => {
    expect(examples.length).toBeGreaterThanOrEqual(SIGNED.length);
  });
});

describe("the readable page", () => {
  test("explains every call, message and error code", () => {
    for (const { path } of [...SIGNED, postLink]) expect(page).toContain(`<code>/api${path}</code>`);
    for (const name of Object.keys(document.components.schemas))
      expect(page).toContain(`id="schema-${name}"`);
    for (const code of Object.keys(ERROR_CATALOGUE)) expect(page).toContain(`id="${code}"`);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(id);
  });

  test("shows a signature that is right", () => {
    const message = { ...EXAMPLE, body: Buffer.from(EXAMPLE.body) };
    expect(verify([secretKey(EXAMPLE.secret)], message, exampleSignature())).toBe(true);
    expect(page).toContain(exampleSignature());
  });

  test("needs no script and nothing from elsewhere", () => {
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(/);
  });
});
