import { GraphQLError, type GraphQLOutputType, getNamedType, isObjectType } from "graphql";
import type { AdminSchema } from "./admin-schema.ts";

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
  { access }: AdminSchema,
  typeName: string,
  fieldName: string,
  returnType: GraphQLOutputType,
  granted: readonly string[],
): void {
  const effective = effectiveScopes(granted);
  for (const place of [`${typeName}.${fieldName}`, ...typesBehind(returnType)]) {
    const needed = access.get(place);
    if (!needed) continue;
    const has = (scope: string) => effective.includes(scope);
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

function typesBehind(returnType: GraphQLOutputType): string[] {
  const type = getNamedType(returnType);
  const nodes = isObjectType(type) && type.name.endsWith("Connection") ? type.getFields().nodes : undefined;
  return nodes ? [type.name, getNamedType(nodes.type).name] : [type.name];
}
