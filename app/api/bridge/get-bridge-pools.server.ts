import { succeed } from "#app/errors/refusal.ts";
import { slicePools } from "#app/pools/slice-pools.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import {
  BRIDGE_LISTED_POOL_EXAMPLE,
  BRIDGE_POOL_SORTS,
  bridgePoolsQuerySchema,
  bridgePoolsSchema,
} from "../schemas/bridge-pool-messages.ts";

export const getBridgePools = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/pools",
  summary: "List pools, page by page",
  description: "The account's pools for a grid: filtered, in an order, with how many there are in all.",
  query: bridgePoolsQuerySchema,
  answer: {
    status: 200,
    description: "Some pools. `total` counts all that match.",
    schema: bridgePoolsSchema,
    example: { pools: [BRIDGE_LISTED_POOL_EXAMPLE], total: 1 },
  },
  refusals: [],
  repeats: "reads",
  handle: async ({ credentials: { accountId }, query }) =>
    succeed(await slicePools({ accountId, ...query, sort: BRIDGE_POOL_SORTS[query.sort] })),
});
