import { pagePools } from "#app/pools/page-pools.server.ts";
import { defineOperation } from "../define-operation.server.ts";
import { POOL_EXAMPLE, poolsAnswerSchema, poolsQuerySchema } from "../schemas/pool-messages.ts";

export const getPools = defineOperation({
  method: "get",
  path: "/v1/pools",
  summary: "List pools",
  description: "The account's pools in the order they were made, for a picker.",
  query: poolsQuerySchema,
  answer: {
    status: 200,
    description: "One page. `nextCursor` is null on the last one.",
    schema: poolsAnswerSchema,
    example: { pools: [POOL_EXAMPLE], nextCursor: null },
  },
  refusals: [],
  repeats: "reads",
  handle: ({ credentials, query }) => pagePools({ accountId: credentials.accountId, ...query }),
});
