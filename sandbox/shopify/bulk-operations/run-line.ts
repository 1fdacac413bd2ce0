import { executeSync, getOperationAST, getVariableValues } from "graphql";
import { loadAdminSchema } from "../admin-schema.ts";
import { fieldResolver, readDocument } from "../execute-admin-query.ts";
import type { AdminContext, SandboxShopify } from "../sandbox-shopify.ts";
import { documentError, variableError } from "../shopify-errors.ts";

/**
 * Runs a mutation with one line of variables as of a moment. It costs no points: "most requests are subject to
 * rate limits, but the bulkOperationRunMutation request isn't". Whatever is wrong is an error of that line:
 * unreadable JSON, variables, the document, scopes. Source: shopify.dev, bulk imports, error handling; the words
 * of an unreadable line are made up.
 */
export function runLine(shopify: SandboxShopify, mutation: string, line: string, at: Date): object {
  const admin = loadAdminSchema(shopify.apiVersion);
  const variables = readVariables(line);
  if (!variables) return { errors: [{ message: "The line is not a JSON object." }] };
  const parsed = readDocument(admin, mutation);
  if (!parsed.ok) return { errors: parsed.errors.map(documentError) };
  const operation = getOperationAST(parsed.document);
  const checked = getVariableValues(admin.schema, operation?.variableDefinitions ?? [], variables);
  if (checked.errors) return { errors: checked.errors.map(variableError) };
  const context: AdminContext = { shopify: { ...shopify, now: () => at }, spent: 0 };
  const { data, errors } = executeSync({
    schema: admin.schema,
    document: parsed.document,
    contextValue: context,
    variableValues: variables,
    fieldResolver: fieldResolver(admin),
  });
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors ? { errors: errors.map((error) => error.toJSON()) } : {}),
  };
}

function readVariables(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
