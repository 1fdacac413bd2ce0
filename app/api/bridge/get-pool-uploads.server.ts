import { z } from "@hono/zod-openapi";
import { succeed } from "#app/errors/refusal.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { listUploads } from "#app/uploads/list-uploads.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { limit } from "../schemas/bridge-fields.ts";
import { BRIDGE_UPLOAD_EXAMPLE, bridgeUploadSchema } from "../schemas/bridge-upload-messages.ts";
import { poolName } from "../schemas/fields.ts";

export const getPoolUploads = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/uploads",
  summary: "The uploads to a pool",
  description: "The newest first. Files that are not confirmed yet are left out.",
  query: z.object({ pool: poolName, limit }),
  answer: {
    status: 200,
    description: "Some of them.",
    schema: z.object({ uploads: z.array(bridgeUploadSchema) }).openapi("BridgeUploads"),
    example: { uploads: [BRIDGE_UPLOAD_EXAMPLE] },
  },
  refusals: ["not_found"],
  repeats: "reads",
  handle: async ({ credentials: { accountId }, query }) => {
    const found = await getPool({ accountId, pool: query.pool });
    if (!found.ok) return found;
    const uploads = await listUploads({ accountId, poolId: found.value.id, limit: query.limit });
    return succeed({ uploads: uploads.map((upload) => ({ ...upload, received: null })) });
  },
});
