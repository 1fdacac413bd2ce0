import type { GraphQLError } from "graphql";

// Shopify answers in the words of its own GraphQL library. The usual ones are said the same way here, so
// that what the app does with a message is tried on the real thing; the rest keep graphql-js's words.

const REWORDED: [pattern: RegExp, reword: (...found: string[]) => { message: string; code: string }][] = [
  [
    /^Cannot query field "(.+?)" on type "(.+?)"/,
    (field, type) => ({
      message: `Field '${field}' doesn't exist on type '${type}'`,
      code: "undefinedField",
    }),
  ],
  [
    /^Unknown argument "(.+?)" on field "(.+?)\.(.+?)"/,
    (argument, _type, field) => ({
      message: `Field '${field}' doesn't accept argument '${argument}'`,
      code: "argumentNotAccepted",
    }),
  ],
  [
    /^Field "(.+?)" argument "(.+?)" of type "(.+?)" is required/,
    (field, argument) => ({
      message: `Field '${field}' is missing required arguments: ${argument}`,
      code: "missingRequiredArguments",
    }),
  ],
  [
    /^Field "(.+?)" of type "(.+?)" must have a selection of subfields/,
    (field, type) => ({
      message: `Field must have selections (field '${field}' returns ${type} but has no selections. Did you mean '${field} { ... }'?)`,
      code: "selectionMismatch",
    }),
  ],
  [
    /^Unknown type "(.+?)"/,
    (type) => ({
      message: `No such type ${type}, so it can't be a fragment condition`,
      code: "undefinedType",
    }),
  ],
];

/** An error in the document itself: nothing was run. */
export function documentError(error: GraphQLError): Record<string, unknown> {
  const locations = error.locations ?? [];
  if (error.message.startsWith("Syntax Error")) {
    return { message: error.message.replace("Syntax Error:", "syntax error,"), locations };
  }
  for (const [pattern, reword] of REWORDED) {
    const found = pattern.exec(error.message);
    if (!found) continue;
    const { message, code } = reword(...found.slice(1));
    return { message, locations, extensions: { code } };
  }
  return { message: error.message, locations, extensions: { code: "invalidDocument" } };
}

/** A variable that does not fit the type that the document declares for it. */
export function variableError(error: GraphQLError): Record<string, unknown> {
  return {
    message: error.message,
    locations: error.locations ?? [],
    extensions: { code: "INVALID_VARIABLE" },
  };
}

/** The answer when the bucket has too few points left: still status 200. */
export const throttled = {
  message: "Throttled",
  extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
};

/** A document that no bucket could ever pay for. */
export function maxCostExceeded(cost: number, maxCost: number): Record<string, unknown> {
  return {
    message: `Query cost is ${cost}, which exceeds the single query max cost limit (${maxCost}).`,
    extensions: {
      code: "MAX_COST_EXCEEDED",
      cost,
      maxCost,
      documentation: "https://shopify.dev/api/usage/rate-limits",
    },
  };
}
