import { GraphQLError, type GraphQLSchema, isScalarType, valueFromASTUntyped } from "graphql";

// A schema read back from an introspection takes anything for Shopify's own scalars. These are the ones
// that inputs of discounts use.

const CHECKS: Record<string, (value: unknown) => boolean> = {
  DateTime: (value) =>
    typeof value === "string" && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value)),
  Decimal: (value) =>
    (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)) ||
    (typeof value === "number" && Number.isFinite(value)),
  UnsignedInt64: (value) =>
    (typeof value === "string" && /^\d+$/.test(value)) ||
    (typeof value === "number" && Number.isSafeInteger(value) && value >= 0),
};

/** Makes the schema refuse values that its scalars do not take. */
export function makeScalarsStrict(schema: GraphQLSchema): void {
  for (const [name, fits] of Object.entries(CHECKS)) {
    const type = schema.getType(name);
    if (!isScalarType(type)) throw new Error(`The schema has no scalar ${name}.`);
    const parseValue = (value: unknown) => {
      if (fits(value)) return value;
      throw new GraphQLError(`Could not coerce value ${JSON.stringify(value)} to ${name}`);
    };
    type.parseValue = parseValue;
    type.parseLiteral = (node, variables) => parseValue(valueFromASTUntyped(node, variables));
  }
}
