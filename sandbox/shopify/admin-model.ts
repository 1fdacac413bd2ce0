import { GraphQLError } from "graphql";
import type { SandboxShopify } from "./sandbox-shopify.ts";

export interface AdminContext {
  shopify: SandboxShopify;
  /** Points spent so far; the executor counts. */
  spent: number;
}

/** Answers one field of Shopify's QueryRoot or Mutation; a property that it leaves out is not modelled. */
export type RootResolver = (args: Record<string, unknown>, context: AdminContext) => unknown;

/**
 * One part of the Admin API that the sandbox plays. Objects are plain values named like the schema's
 * fields; a value may be a function of `(args, context)`; unions and interfaces need `__typename`.
 */
export interface AdminModel {
  query?: Record<string, RootResolver>;
  mutation?: Record<string, RootResolver>;
}

/** The sandbox never makes a value up: what it does not play is an error that says so. */
export function notModelled(typeName: string, fieldName: string): GraphQLError {
  return new GraphQLError(`The sandbox does not play ${typeName}.${fieldName}.`, {
    extensions: { code: "SANDBOX_NOT_MODELLED", typeName, fieldName },
  });
}
