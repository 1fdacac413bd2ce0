import { z } from "@hono/zod-openapi";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { previewUpload } from "#app/uploads/preview-upload.server.ts";
import { settleArrival } from "#app/uploads/settle-arrival.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { uploadId } from "../schemas/bridge-fields.ts";
import { previewRequestSchema, previewSchema, READING_EXAMPLE } from "../schemas/bridge-upload-messages.ts";

export const postUploadPreview = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/uploads/{upload}/preview",
  summary: "How a file is read",
  description: "After the last part: how the file is guessed to be meant, and what its first rows become.",
  params: z.object({ upload: uploadId }),
  json: {
    schema: previewRequestSchema,
    bytesMax: JSON_BODY_BYTES_MAX,
    example: { reading: { codeColumn: 1 } },
  },
  answer: {
    status: 200,
    description: "The preview. Send `reading` with the start, with what was changed.",
    schema: previewSchema,
    example: {
      reading: READING_EXAMPLE,
      kind: "text",
      sheets: [],
      columns: [{ index: 0, name: "code" }],
      rows: [
        {
          row: 2,
          cells: ["WELCOME-7KQ2MX"],
          becomes: { kind: "code", code: "WELCOME-7KQ2MX", expiresAt: null },
        },
      ],
      checked: { rows: 1, codes: 1, invalid: 0 },
      dateOrderHint: null,
      sameFile: null,
      problem: null,
    },
  },
  refusals: ["not_found", "overloaded"],
  repeats: "by_key",
  handle: async ({ credentials: { accountId }, params: { upload }, json }) => {
    const settled = await settleArrival({ accountId, uploadId: upload });
    if (!settled.ok) return settled;
    const previewed = await previewUpload({
      accountId,
      uploadId: upload,
      chosen: json.reading,
      now: new Date(),
    });
    if (!previewed.ok) return previewed;
    const { choice: reading, upload: _, ...preview } = previewed.value;
    return succeed({ reading, ...preview, sheets: preview.sheets.map((sheet) => ({ ...sheet })) });
  },
});
