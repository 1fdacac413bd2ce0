import {
  type DocumentNode,
  execute,
  type GraphQLError,
  type GraphQLFieldResolver,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isCompositeType,
  parse,
  validate,
} from "graphql";
import { type AdminSchema, loadAdminSchema } from "./admin-schema.ts";
import { checkAccess } from "./check-access.ts";
import { notModelled } from "./not-modelled.ts";
import { countsAsObject, isConnection, MUTATION_COST, requestedQueryCost } from "./query-cost.ts";
import type { AdminContext, SandboxShopify } from "./sandbox-shopify.ts";
import { documentError, maxCostExceeded, throttled, variableError } from "./shopify-errors.ts";
import type { Throttle } from "./throttle.ts";

export interface AdminRequest {
  query: string;
  variables: Record<string, unknown>;
  operationName?: string;
}

/**
 * Runs a document against Shopify's own schema: parsed, validated, priced, throttled and executed by
 * graphql-js over what the models play. The result is the body of Shopify's answer, status 200.
 */
export async function executeAdminQuery(
  shopify: SandboxShopify,
  throttle: Throttle,
  request: AdminRequest,
): Promise<Record<string, unknown>> {
  const admin = loadAdminSchema(shopify.apiVersion);
  const parsed = readDocument(admin, request.query);
  if (!parsed.ok) return { errors: parsed.errors.map(documentError) };
  const { document } = parsed;
  const operation = getOperationAST(document, request.operationName);
  if (!operation) return { errors: [{ message: "An operation name is required", locations: [] }] };

  const variables = getVariableValues(admin.schema, operation.variableDefinitions ?? [], request.variables);
  if (variables.errors) return { errors: variables.errors.map(variableError) };

  const requested = requestedQueryCost(admin.schema, document, operation, variables.coerced);
  if (requested > throttle.limits.singleQueryMax) {
    return { errors: [maxCostExceeded(requested, throttle.limits.singleQueryMax)] };
  }
  const cost = (actualQueryCost: number | null) => ({
    cost: {
      requestedQueryCost: requested,
      actualQueryCost,
      throttleStatus: throttle.status(shopify.now()),
    },
  });
  if (!throttle.take(requested, shopify.now())) return { errors: [throttled], extensions: cost(null) };

  const context: AdminContext = { shopify, spent: 0 };
  const result = await execute({
    schema: admin.schema,
    document,
    contextValue: context,
    variableValues: request.variables,
    operationName: request.operationName,
    fieldResolver: createFieldResolver(admin),
  });
  throttle.giveBack(Math.max(0, requested - context.spent), shopify.now());
  return {
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.errors ? { errors: result.errors.map((error) => error.toJSON()) } : {}),
    extensions: cost(context.spent),
  };
}

function readDocument(
  { schema }: AdminSchema,
  query: string,
): { ok: true; document: DocumentNode } | { ok: false; errors: readonly GraphQLError[] } {
  try {
    const document = parse(query);
    const errors = validate(schema, document);
    return errors.length > 0 ? { ok: false, errors } : { ok: true, document };
  } catch (error) {
    return { ok: false, errors: [error as GraphQLError] };
  }
}

/** Roots come from the models, everything below from the values that they returned. */
function createFieldResolver(admin: AdminSchema): GraphQLFieldResolver<unknown, AdminContext> {
  const queryType = admin.schema.getQueryType();
  const mutationType = admin.schema.getMutationType();
  return async (source, args, context, info) => {
    const { parentType, fieldName, returnType } = info;
    checkAccess(admin, parentType.name, fieldName, returnType, context.shopify.state.data.grantedScopes);
    const isRoot = parentType === queryType || parentType === mutationType;
    const kind = parentType === mutationType ? "mutation" : "query";
    const property = isRoot
      ? context.shopify.models.map((model) => model[kind]?.[fieldName]).find((resolver) => resolver)
      : (source as Record<string, unknown>)[fieldName];
    if (property === undefined) throw notModelled(parentType.name, fieldName);
    const value = typeof property === "function" ? await property(args, context) : property;
    if (value === undefined) throw notModelled(parentType.name, fieldName);
    const type = getNamedType(returnType);
    if (value !== null && isCompositeType(type)) {
      if (kind === "mutation") context.spent += MUTATION_COST;
      else if (isConnection(type)) context.spent += 2;
      else if (countsAsObject(parentType, fieldName)) {
        context.spent += fieldName === "nodes" && Array.isArray(value) ? value.length : 1;
      }
    }
    return value;
  };
}
