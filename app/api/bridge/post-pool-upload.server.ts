import { z } from "@hono/zod-openapi";
import { JSON_BODY_BYTES_MAX, UPLOAD_PART_BYTES } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { partCount } from "#app/uploads/arrival.ts";
import { beginUpload } from "#app/uploads/begin-upload.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import {
  BRIDGE_UPLOAD_EXAMPLE,
  uploadBegunSchema,
  uploadRequestSchema,
} from "../schemas/bridge-upload-messages.ts";
import { poolName } from "../schemas/fields.ts";
import { actorOf } from "./actor-of.ts";

export const postPoolUpload = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/pools/{pool}/uploads",
  summary: "Begin an upload",
  description:
    "Of a CSV or a workbook for a static pool. The file then comes in parts, in any order, each of `partBytes` but the last.",
  params: z.object({ pool: poolName }),
  json: {
    schema: uploadRequestSchema,
    bytesMax: JSON_BODY_BYTES_MAX,
    example: { fileName: "codes.csv", bytes: 12_000_000 },
  },
  answer: {
    status: 201,
    description: "Send the parts.",
    schema: uploadBegunSchema,
    example: { upload: { id: BRIDGE_UPLOAD_EXAMPLE.id, partBytes: UPLOAD_PART_BYTES, parts: 3 } },
  },
  refusals: ["not_found", "pool_not_static", "pool_archived", "too_large"],
  repeats: "by_message",
  handle: async ({ credentials: { accountId }, params: { pool }, json, actor }) => {
    const found = await getPool({ accountId, pool });
    if (!found.ok) return found;
    const begun = await beginUpload({
      accountId,
      poolId: found.value.id,
      actor: actorOf(actor),
      ...json,
      now: new Date(),
    });
    if (!begun.ok) return begun;
    const { id, bytes } = begun.value;
    return succeed({ upload: { id, partBytes: UPLOAD_PART_BYTES, parts: partCount(bytes) } });
  },
});
