import { z } from "@hono/zod-openapi";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { settleArrival } from "#app/uploads/settle-arrival.server.ts";
import { startUpload } from "#app/uploads/start-upload.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { uploadId } from "../schemas/bridge-fields.ts";
import {
  BRIDGE_UPLOAD_EXAMPLE,
  bridgeUploadSchema,
  READING_EXAMPLE,
  startRequestSchema,
} from "../schemas/bridge-upload-messages.ts";

export const postUploadStart = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/uploads/{upload}/start",
  summary: "Add the codes of a file",
  description: "Queues it with the reading that was confirmed. Follow the upload until it is completed.",
  params: z.object({ upload: uploadId }),
  json: {
    schema: startRequestSchema,
    bytesMax: JSON_BODY_BYTES_MAX,
    example: { reading: READING_EXAMPLE },
  },
  answer: {
    status: 202,
    description: "The upload.",
    schema: bridgeUploadSchema,
    example: { ...BRIDGE_UPLOAD_EXAMPLE, status: "queued" },
  },
  refusals: ["not_found", "pool_not_static", "pool_archived", "overloaded"],
  repeats: "by_key",
  handle: async ({ credentials: { accountId }, params: { upload }, json }) => {
    const settled = await settleArrival({ accountId, uploadId: upload });
    if (!settled.ok) return settled;
    const started = await startUpload({ accountId, uploadId: upload, choice: json.reading });
    return started.ok ? succeed({ ...started.value, received: null }) : started;
  },
});
