import { z } from "@hono/zod-openapi";
import { succeed } from "#app/errors/refusal.ts";
import { getUpload as readUpload } from "#app/uploads/get-upload.server.ts";
import { defineOperation } from "../define-operation.server.ts";
import { lineOf } from "../schemas/fields.ts";
import { publicStatus, uploadSchema } from "../schemas/upload-messages.ts";

export const getUpload = defineOperation({
  method: "get",
  path: "/v1/uploads/{upload}",
  summary: "Follow an upload",
  description: "How far a list of codes is, and what came of it.",
  params: z.object({ upload: lineOf(200).openapi({ example: "upl_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC" }) }),
  answer: {
    status: 200,
    description: "The upload.",
    schema: uploadSchema,
    example: {
      id: "upl_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
      status: "completed",
      rows: 2,
      added: 2,
      duplicateInFile: 0,
      duplicateInPool: 0,
      duplicateInAccount: 0,
      invalid: 0,
      error: null,
    },
  },
  refusals: ["not_found"],
  repeats: "reads",
  handle: async ({ credentials, params }) => {
    const found = await readUpload({ accountId: credentials.accountId, uploadId: params.upload });
    if (!found.ok) return found;
    const { id, status, rows, added, invalid, error, ...upload } = found.value;
    const { duplicateInFile, duplicateInPool, duplicateInAccount } = upload;
    return succeed({
      id,
      status: publicStatus(status),
      rows,
      added,
      duplicateInFile,
      duplicateInPool,
      duplicateInAccount,
      invalid,
      error,
    });
  },
});
