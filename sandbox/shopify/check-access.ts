import { GraphQLError, type GraphQLOutputType, getNamedType, isObjectType } from "graphql";
import type { Access, AdminSchema } from "./admin-schema.ts";

/** Handles that `granted` amounts to: writing includes reading. */
export function effectiveScopes(granted: readonly string[]): string[] {
  const reads = granted.filter((s) => s.startsWith("write_")).map((s) => s.replace("write_", "read_"));
  return [...new Set([...granted, ...reads])];
}

/**
 * Refuses a field whose scope was not granted, as Shopify does: the field is an error, the rest is answered.
 * What a field asks for stands at the field, at the type it returns, or at the nodes of its connection.
 */
export function checkAccess(
  admin: AdminSchema,
  typeName: string,
  fieldName: string,
  returnType: GraphQLOutputType,
  granted: readonly string[],
): void {
  const all = needsOf(admin, typeName, fieldName, returnType);
  if (all.length === 0) return;
  const effective = effectiveScopes(granted);
  const has = (scope: string) => effective.includes(scope);
  for (const needed of all) {
    if (needed.anyOf ? needed.scopes.some(has) : needed.scopes.every(has)) continue;
    throw new GraphQLError(
      `Access denied for ${fieldName} field. Required access: ${needed.requiredAccess}`,
      {
        extensions: {
          code: "ACCESS_DENIED",
          documentation: "https://shopify.dev/api/usage/access-scopes",
          requiredAccess: needed.requiredAccess,
        },
      },
    );
  }
}

/** A page of 250 nodes asks for the same few fields again and again. */
const known = new WeakMap<AdminSchema, Map<string, Access[]>>();

function needsOf(admin: AdminSchema, typeName: string, fieldName: string, returnType: GraphQLOutputType) {
  const ofSchema = known.get(admin) ?? new Map<string, Access[]>();
  known.set(admin, ofSchema);
  const place = `${typeName}.${fieldName}`;
  const found = ofSchema.get(place);
  if (found) return found;
  const needs = [place, ...typesBehind(returnType)].flatMap((one) => admin.access.get(one) ?? []);
  ofSchema.set(place, needs);
  return needs;
}

function typesBehind(returnType: GraphQLOutputType): string[] {
  const type = getNamedType(returnType);
  const nodes = isObjectType(type) && type.name.endsWith("Connection") ? type.getFields().nodes : undefined;
  return nodes ? [type.name, getNamedType(nodes.type).name] : [type.name];
}
