import { z } from "@hono/zod-openapi";
import { readingChoiceSchema } from "../../uploads/reading/reading-choice.ts";
import { instant } from "./fields.ts";
import { uploadSchema } from "./upload-messages.ts";

const STATUSES = [
  "arriving",
  "draft",
  "queued",
  "reading",
  "merging",
  "completed",
  "failed",
  "undoing",
  "undone",
] as const;

export const bridgeUploadSchema = uploadSchema
  .extend({
    status: z.enum(STATUSES).openapi({
      description: "`arriving`: parts are missing. `draft`: how it is read is to be confirmed.",
    }),
    poolId: z.string(),
    fileName: z.string(),
    fileBytes: z.int(),
    actor: z.string(),
    undone: z.int(),
    progress: z.number().nullable().openapi({
      description: "From 0 to 1; null when nothing is under way.",
    }),
    createdAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    received: z.array(z.int()).nullable().openapi({
      description: "While it arrives: the parts that are there.",
    }),
  })
  .openapi("BridgeUpload");

export const BRIDGE_UPLOAD_EXAMPLE = {
  id: "upl_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
  status: "completed",
  rows: 2,
  added: 2,
  duplicateInFile: 0,
  duplicateInPool: 0,
  duplicateInAccount: 0,
  invalid: 0,
  error: null,
  poolId: "pool_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
  fileName: "codes.csv",
  fileBytes: 36,
  actor: "magento:jane",
  undone: 0,
  progress: null,
  createdAt: "2026-11-23T09:00:00.000Z",
  startedAt: "2026-11-23T09:00:01.000Z",
  finishedAt: "2026-11-23T09:00:02.000Z",
  received: null,
} as const;

export const uploadRequestSchema = z
  .object({
    fileName: z.string().max(1_000),
    bytes: z.int().min(0).openapi({ description: "Of the whole file." }),
  })
  .openapi("BridgeUploadRequest");

export const uploadBegunSchema = z
  .object({
    upload: z.object({
      id: z.string(),
      partBytes: z.int().openapi({ description: "Of every part but the last." }),
      parts: z.int(),
    }),
  })
  .openapi("BridgeUploadBegun");

const { shape } = readingChoiceSchema;

/** Only what was chosen, without the usual values: the rest is guessed. */
const chosenSchema = z
  .object({
    sheet: shape.sheet.unwrap(),
    encoding: shape.encoding.unwrap(),
    delimiter: shape.delimiter.unwrap(),
    hasHeader: shape.hasHeader,
    codeColumn: shape.codeColumn,
    expiryColumn: shape.expiryColumn.unwrap(),
    dateOrder: shape.dateOrder.unwrap(),
  })
  .partial();

export const previewRequestSchema = z
  .object({
    reading: chosenSchema.optional().openapi({ description: "What was chosen; the rest is guessed." }),
  })
  .openapi("BridgePreviewRequest");

export const READING_EXAMPLE = {
  sheet: 0,
  encoding: "utf-8",
  delimiter: "comma",
  hasHeader: true,
  codeColumn: 0,
  expiryColumn: null,
  dateOrder: "iso",
} as const;

export const previewSchema = z
  .object({
    reading: readingChoiceSchema,
    kind: z.enum(["text", "workbook", "list"]),
    sheets: z.array(z.looseObject({ name: z.string() })).openapi({ description: "Of a workbook." }),
    columns: z.array(z.object({ index: z.int(), name: z.string() })),
    rows: z
      .array(
        z.object({
          row: z.int(),
          cells: z.array(z.string()),
          becomes: z.discriminatedUnion("kind", [
            z.object({ kind: z.literal("code"), code: z.string(), expiresAt: instant.nullable() }),
            z.object({ kind: z.literal("invalid"), problem: z.string() }),
          ]),
        }),
      )
      .openapi({ description: "The first ones." }),
    checked: z.object({ rows: z.int(), codes: z.int(), invalid: z.int() }),
    dateOrderHint: z.enum(["dmy", "mdy", "either"]).nullable(),
    sameFile: z
      .object({ uploadId: z.string(), poolId: z.string(), poolName: z.string(), at: instant })
      .nullable()
      .openapi({ description: "An earlier upload of the very same file." }),
    problem: z.string().nullable().openapi({ description: "Why it cannot be read to its end." }),
  })
  .openapi("BridgePreview");

export const startRequestSchema = z.object({ reading: readingChoiceSchema }).openapi("BridgeStartRequest");
