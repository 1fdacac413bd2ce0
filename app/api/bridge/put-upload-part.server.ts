import { z } from "@hono/zod-openapi";
import { UPLOAD_PART_BYTES } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { receivePart } from "#app/uploads/receive-part.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { uploadId } from "../schemas/bridge-fields.ts";

export const putUploadPart = defineBridgeOperation({
  method: "put",
  path: "/bridge/v1/uploads/{upload}/parts/{part}",
  summary: "Send a part of a file",
  description:
    "Parts count from 1. A repeat replaces. With the last one that was missing the file is looked at: one that cannot be used is refused with a sentence.",
  params: z.object({ upload: uploadId, part: z.coerce.number<string>().int().min(1).max(10_000) }),
  bytes: { bytesMax: UPLOAD_PART_BYTES },
  answer: {
    status: 200,
    description: "The parts that are there.",
    schema: z.object({ received: z.array(z.int()) }).openapi("BridgeParts"),
    example: { received: [1, 2] },
  },
  refusals: ["not_found", "overloaded"],
  repeats: "by_key",
  handle: async ({ credentials: { accountId }, params: { upload, part }, bytes = new Uint8Array() }) => {
    const received = await receivePart({ accountId, uploadId: upload, part, bytes });
    return received.ok ? succeed({ received: received.value }) : received;
  },
});
