import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

type Variables = Record<string, unknown>;

/** Points of a mutation, before what it returns. */
export const MUTATION_COST = 10;

/**
 * The points that Shopify asks for before it runs a document: nothing for scalars and enums, one for an
 * object, interface or union, a connection by its page size, ten for a mutation.
 * Source: shopify.dev, API limits (the figure for mutations is Shopify's too; the exact sum is not published).
 */
export function requestedQueryCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }

  const costOf = (type: GraphQLCompositeType, selection: SelectionSetNode): number => {
    let cost = 0;
    for (const node of selection.selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const on = node.typeCondition ? compositeType(schema, node.typeCondition.name.value) : type;
        if (on) cost += costOf(on, node.selectionSet);
        continue;
      }
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(node.name.value);
        const on = fragment && compositeType(schema, fragment.typeCondition.name.value);
        if (fragment && on) cost += costOf(on, fragment.selectionSet);
        continue;
      }
      const field = "getFields" in type ? type.getFields()[node.name.value] : undefined;
      const returned = field && getNamedType(field.type);
      if (!field || !node.selectionSet || !isCompositeType(returned)) continue;
      const inside = costOf(returned, node.selectionSet);
      if (type.name === schema.getMutationType()?.name) cost += MUTATION_COST + inside;
      else if (isConnection(returned)) cost += 2 + pageSize(field, node, variables) * inside;
      else cost += inside + (countsAsObject(type, node.name.value) ? 1 : 0);
    }
    return cost;
  };

  const root = schema.getRootType(operation.operation);
  return root ? costOf(root, operation.selectionSet) : 0;
}

/** A connection is priced by its page, not as an object. */
export function isConnection(type: unknown): boolean {
  return isObjectType(type) && type.name.endsWith("Connection") && "nodes" in type.getFields();
}

/** Edges and page info come with their connection; its nodes count. */
export function countsAsObject(parent: GraphQLCompositeType, fieldName: string): boolean {
  return !isConnection(parent) || fieldName === "nodes";
}

function compositeType(schema: GraphQLSchema, name: string): GraphQLCompositeType | undefined {
  const type = schema.getType(name);
  return isCompositeType(type) ? type : undefined;
}

function pageSize(
  field: GraphQLField<unknown, unknown>,
  node: Parameters<typeof getArgumentValues>[1],
  variables: Variables,
): number {
  const args = getArgumentValues(field, node, variables);
  return Number(args.first ?? args.last ?? 0);
}
