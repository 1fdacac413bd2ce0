import { GraphQLError } from "graphql";

/** The sandbox never makes a value up: what it does not play is an error that says so. */
export function notModelled(typeName: string, fieldName: string): GraphQLError {
  return new GraphQLError(`The sandbox does not play ${typeName}.${fieldName}.`, {
    extensions: { code: "SANDBOX_NOT_MODELLED", typeName, fieldName },
  });
}
