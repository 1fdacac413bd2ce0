import {
  type DocumentNode,
  execute,
  type GraphQLError,
  type GraphQLFieldResolver,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isCompositeType,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from "graphql";
import { type AdminSchema, loadAdminSchema } from "./admin-schema.ts";
import { checkAccess } from "./check-access.ts";
import { catchUp } from "./discounts/change-discount.ts";
import { notModelled } from "./not-modelled.ts";
import { countsAsObject, isConnection, MUTATION_COST, requestedQueryCost } from "./query-cost.ts";
import type { AdminContext, SandboxShopify } from "./sandbox-shopify.ts";
import { documentError, maxCostExceeded, throttled, variableError } from "./shopify-errors.ts";

export interface AdminRequest {
  query: string;
  variables: Record<string, unknown>;
  operationName?: string;
}

type Answer = Record<string, unknown>;

/**
 * Runs a document against Shopify's own schema: parsed, validated, priced, throttled and executed by
 * graphql-js over what the models play. The result is the body of Shopify's answer, status 200.
 */
export async function executeAdminQuery(shopify: SandboxShopify, request: AdminRequest): Promise<Answer> {
  const admin = loadAdminSchema(shopify.apiVersion);
  const parsed = readDocument(admin, request.query);
  if (!parsed.ok) return { errors: parsed.errors.map(documentError) };
  const { document } = parsed;
  const operation = getOperationAST(document, request.operationName);
  if (!operation) return { errors: [{ message: "An operation name is required", locations: [] }] };

  const variables = getVariableValues(admin.schema, operation.variableDefinitions ?? [], request.variables);
  if (variables.errors) return { errors: variables.errors.map(variableError) };

  const { throttle } = shopify;
  const requested = requestedQueryCost(admin.schema, document, operation, variables.coerced);
  if (requested > throttle.limits.singleQueryMax) {
    return { errors: [maxCostExceeded(requested, throttle.limits.singleQueryMax)] };
  }
  if (!throttle.take(requested, shopify.now())) return throttledWith(shopify, requested);

  catchUp(shopify);
  const context: AdminContext = { shopify, spent: 0 };
  const result = await execute({
    schema: admin.schema,
    document,
    contextValue: context,
    variableValues: request.variables,
    operationName: request.operationName,
    fieldResolver: fieldResolver(admin),
  });
  const spent = Math.min(requested, context.spent);
  throttle.giveBack(requested - spent, shopify.now());
  return {
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.errors ? { errors: result.errors.map((error) => error.toJSON()) } : {}),
    extensions: cost(shopify, requested, spent),
  };
}

/** The answer to a document for which no points are left, and none are from now on until some come back. */
export function throttledAnswer(shopify: SandboxShopify, query: string, variables: unknown): Answer {
  const admin = loadAdminSchema(shopify.apiVersion);
  const parsed = readDocument(admin, query);
  const operation = parsed.ok ? onlyOperation(parsed.document) : undefined;
  const requested =
    parsed.ok && operation
      ? requestedQueryCost(admin.schema, parsed.document, operation, (variables ?? {}) as Answer)
      : 1;
  shopify.throttle.drain(shopify.now());
  return throttledWith(shopify, requested);
}

/** The root fields that a document names; none when it cannot be read. */
export function rootFieldsOf(shopify: SandboxShopify, query: string): string[] {
  const parsed = readDocument(loadAdminSchema(shopify.apiVersion), query);
  if (!parsed.ok) return [];
  return parsed.document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.flatMap((node) =>
          node.kind === Kind.FIELD ? node.name.value : [],
        )
      : [],
  );
}

function onlyOperation(document: DocumentNode): OperationDefinitionNode | undefined {
  return document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
}

function throttledWith(shopify: SandboxShopify, requested: number): Answer {
  return { errors: [throttled], extensions: cost(shopify, requested, null) };
}

function cost({ throttle, now }: SandboxShopify, requestedQueryCost: number, actualQueryCost: number | null) {
  return { cost: { requestedQueryCost, actualQueryCost, throttleStatus: throttle.status(now()) } };
}

type Read = { ok: true; document: DocumentNode } | { ok: false; errors: readonly GraphQLError[] };

/** An app sends the same documents again and again; checking one takes longer than running it. */
const DOCUMENTS_KEPT = 200;
const documents = new WeakMap<AdminSchema, Map<string, Read>>();

/** Checked against the schema. */
export function readDocument(admin: AdminSchema, query: string): Read {
  const known = documents.get(admin) ?? new Map<string, Read>();
  documents.set(admin, known);
  const found = known.get(query);
  if (found) return found;
  const read = parseDocument(admin, query);
  if (known.size >= DOCUMENTS_KEPT) known.clear();
  known.set(query, read);
  return read;
}

function parseDocument({ schema }: AdminSchema, query: string): Read {
  try {
    const document = parse(query);
    const errors = validate(schema, document);
    return errors.length > 0 ? { ok: false, errors } : { ok: true, document };
  } catch (error) {
    return { ok: false, errors: [error as GraphQLError] };
  }
}

const resolvers = new WeakMap<AdminSchema, GraphQLFieldResolver<unknown, AdminContext>>();

export function fieldResolver(admin: AdminSchema): GraphQLFieldResolver<unknown, AdminContext> {
  const known = resolvers.get(admin) ?? createFieldResolver(admin);
  resolvers.set(admin, known);
  return known;
}

/** Roots come from the models, everything below from the values that they returned. */
function createFieldResolver(admin: AdminSchema): GraphQLFieldResolver<unknown, AdminContext> {
  const queryType = admin.schema.getQueryType();
  const mutationType = admin.schema.getMutationType();
  return (source, args, context, info) => {
    const { parentType, fieldName, returnType } = info;
    checkAccess(admin, parentType.name, fieldName, returnType, context.shopify.state.data.grantedScopes);
    const isRoot = parentType === queryType || parentType === mutationType;
    const kind = parentType === mutationType ? "mutation" : "query";
    const property = isRoot
      ? context.shopify.models.map((model) => model[kind]?.[fieldName]).find((resolver) => resolver)
      : (source as Record<string, unknown>)[fieldName];
    if (property === undefined) throw notModelled(parentType.name, fieldName);
    const value = typeof property === "function" ? property(args, context) : property;
    if (value === undefined) throw notModelled(parentType.name, fieldName);
    const type = getNamedType(returnType);
    if (value !== null && isCompositeType(type)) {
      if (kind === "mutation") context.spent += MUTATION_COST;
      else if (isConnection(type)) context.spent += 2;
      else if (countsAsObject(parentType, fieldName))
        context.spent += Array.isArray(value) ? value.length : 1;
    }
    return value;
  };
}
