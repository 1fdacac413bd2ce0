import { z } from "@hono/zod-openapi";
import { listRejects } from "#app/uploads/list-rejects.server.ts";
import { defineBridgeDownload } from "../define-operation.server.ts";
import { uploadId } from "../schemas/bridge-fields.ts";

export const getUploadRejects = defineBridgeDownload({
  path: "/bridge/v1/uploads/{upload}/rejects/{reason}",
  summary: "The rows that were not added",
  description: "For one reason, as a CSV that is made while it is sent.",
  params: z.object({
    upload: uploadId,
    reason: z.enum(["invalid", "duplicate_in_file", "duplicate_in_pool", "duplicate_in_account"]),
  }),
  answer: {
    description: "The row's number, what stood there, and why.",
    example: "row,code,problem\r\n7,,The code is empty.\r\n",
  },
  refusals: ["not_found"],
  handle: ({ credentials: { accountId }, params: { upload, reason } }) =>
    listRejects({ accountId, uploadId: upload, reason }),
});
