import { z } from "@hono/zod-openapi";
import { JSON_BODY_BYTES_MAX, TEXT_FILE_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { acceptUpload } from "#app/uploads/accept-upload.server.ts";
import { defineOperation } from "../define-operation.server.ts";
import { poolName } from "../schemas/fields.ts";
import { codesRequestSchema, publicStatus, uploadStartedSchema } from "../schemas/upload-messages.ts";

export const postCodes = defineOperation({
  method: "post",
  path: "/v1/pools/{pool}/codes",
  summary: "Add codes to a static pool",
  description:
    "As CSV in UTF-8 up to 100 MB, with or without a header, or as JSON. Nothing becomes claimable before the whole list is read and checked. Follow the upload until it is completed.",
  params: z.object({ pool: poolName }),
  json: {
    schema: codesRequestSchema,
    bytesMax: JSON_BODY_BYTES_MAX,
    example: { codes: ["WELCOME-7KQ2MX", "WELCOME-9PLR4T"] },
  },
  csv: { bytesMax: TEXT_FILE_BYTES_MAX, example: "code\nWELCOME-7KQ2MX\nWELCOME-9PLR4T\n" },
  answer: {
    status: 202,
    description: "The list is stored and waits to be read.",
    schema: uploadStartedSchema,
    example: { id: "upl_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC", status: "queued" },
  },
  refusals: ["not_found", "pool_not_static", "pool_archived"],
  repeats: "by_message",
  handle: async ({ credentials, params, json, file, intent }) => {
    const { accountId, name } = credentials;
    const pool = await getPool({ accountId, pool: params.pool });
    if (!pool.ok) return pool;
    const accepted = await acceptUpload({
      accountId,
      poolId: pool.value.id,
      actor: `API client ${name}`,
      dedupeId: intent,
      source: file ? { file: file.take() } : { codes: json.codes },
    });
    if (!accepted.ok) return accepted;
    const { id, status } = accepted.value;
    return succeed({ id, status: publicStatus(status) });
  },
});
