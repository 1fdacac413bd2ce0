import { z } from "zod";
import { type Result, succeed } from "#app/errors/refusal.ts";
import type { UploadAnswer } from "#app/ui/upload-answer.ts";
import { discardUpload } from "#app/uploads/discard-upload.server.ts";
import { previewUpload } from "#app/uploads/preview-upload.server.ts";
import { readingChoiceSchema } from "#app/uploads/reading/reading-choice.ts";
import { startUpload } from "#app/uploads/start-upload.server.ts";
import { undoUpload } from "#app/uploads/undo-upload.server.ts";

const { shape } = readingChoiceSchema;

/** What the page of an upload may ask for. Of a preview only what the merchant chose, without defaults. */
const changeSchema = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("preview"),
    chosen: z
      .object({
        sheet: shape.sheet.unwrap(),
        encoding: shape.encoding.unwrap(),
        delimiter: shape.delimiter.unwrap(),
        hasHeader: shape.hasHeader,
        codeColumn: shape.codeColumn,
        expiryColumn: shape.expiryColumn.unwrap(),
        dateOrder: shape.dateOrder.unwrap(),
      })
      .partial(),
  }),
  z.object({ intent: z.literal("start"), choice: readingChoiceSchema }),
  z.object({ intent: z.literal("discard") }),
  z.object({ intent: z.literal("undo") }),
]);

/** Does what the page of an upload asks for; a refusal comes back as a sentence. */
export async function changeUpload(request: {
  accountId: string;
  uploadId: string;
  actor: string;
  asked: unknown;
  now: Date;
}): Promise<UploadAnswer> {
  const { accountId, uploadId, actor, now } = request;
  const asked = changeSchema.parse(request.asked);
  const told = (result: Result<unknown>): UploadAnswer => ({
    intent: asked.intent,
    preview: null,
    problem: result.ok ? null : result.refusal.detail,
  });
  switch (asked.intent) {
    case "preview": {
      const previewed = await previewUpload({ accountId, uploadId, chosen: asked.chosen, now });
      return previewed.ok ? { ...told(succeed(null)), preview: previewed.value } : told(previewed);
    }
    case "start":
      return told(await startUpload({ accountId, uploadId, choice: asked.choice }));
    case "discard":
      return told(await discardUpload({ accountId, uploadId }));
    case "undo":
      return told(await undoUpload({ accountId, uploadId, actor }));
    default:
      throw new Error(`An unknown change: ${asked satisfies never}`);
  }
}
