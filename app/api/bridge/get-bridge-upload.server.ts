import { z } from "@hono/zod-openapi";
import { succeed } from "#app/errors/refusal.ts";
import { showUpload } from "#app/uploads/show-upload.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { uploadId } from "../schemas/bridge-fields.ts";
import { BRIDGE_UPLOAD_EXAMPLE, bridgeUploadSchema } from "../schemas/bridge-upload-messages.ts";

export const getBridgeUpload = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/uploads/{upload}",
  summary: "Follow an upload of the admin",
  description: "How far it is, from its first part to what came of it.",
  params: z.object({ upload: uploadId }),
  answer: {
    status: 200,
    description: "The upload.",
    schema: bridgeUploadSchema,
    example: BRIDGE_UPLOAD_EXAMPLE,
  },
  refusals: ["not_found"],
  repeats: "reads",
  handle: async ({ credentials: { accountId }, params: { upload } }) => {
    const shown = await showUpload({ accountId, uploadId: upload });
    return shown.ok ? succeed({ ...shown.value.upload, received: shown.value.received }) : shown;
  },
});
