import { z } from "@hono/zod-openapi";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { undoUpload } from "#app/uploads/undo-upload.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { nothingSchema, uploadId } from "../schemas/bridge-fields.ts";
import { BRIDGE_UPLOAD_EXAMPLE, bridgeUploadSchema } from "../schemas/bridge-upload-messages.ts";
import { actorOf } from "./actor-of.ts";

export const postUploadUndo = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/uploads/{upload}/undo",
  summary: "Undo an upload",
  description: "Takes back its codes that nobody got. Harmless when repeated.",
  params: z.object({ upload: uploadId }),
  json: { schema: nothingSchema, bytesMax: JSON_BODY_BYTES_MAX, example: {} },
  answer: {
    status: 202,
    description: "The upload.",
    schema: bridgeUploadSchema,
    example: { ...BRIDGE_UPLOAD_EXAMPLE, status: "undoing" },
  },
  refusals: ["not_found"],
  repeats: "by_key",
  handle: async ({ credentials: { accountId }, params: { upload }, actor }) => {
    const undone = await undoUpload({ accountId, uploadId: upload, actor: actorOf(actor) });
    return undone.ok ? succeed({ ...undone.value, received: null }) : undone;
  },
});
