import { z } from "zod";

/** How the text of a file is written as bytes. */
const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
/** What separates the columns of a text file. */
const DELIMITERS = ["comma", "semicolon", "tab", "pipe", "none"] as const;
/** In which order a date such as 03/04/2026 is to be read; ISO dates are always understood. */
const DATE_ORDERS = ["iso", "dmy", "mdy"] as const;
/** Columns of a row that are looked at; further ones are ignored. */
export const COLUMNS_MAX = 200;

const column = z
  .number()
  .int()
  .min(0)
  .max(COLUMNS_MAX - 1);

/** How a merchant wants a file read: guessed first, then changed in the preview. Columns count from 0. */
export const readingChoiceSchema = z
  .object({
    /** The sheet's place in the workbook, from 0; ignored for text. */
    sheet: z.number().int().min(0).max(999).default(0),
    /** Ignored for workbooks, as is the delimiter. */
    encoding: z.enum(ENCODINGS).default("utf-8"),
    delimiter: z.enum(DELIMITERS).default("comma"),
    hasHeader: z.boolean(),
    codeColumn: column,
    /** Null: the codes do not expire. */
    expiryColumn: column.nullable().default(null),
    dateOrder: z.enum(DATE_ORDERS).default("iso"),
  })
  .refine((choice) => choice.expiryColumn !== choice.codeColumn, {
    path: ["expiryColumn"],
    message: "The expiry date must be in another column than the code.",
  });
export type ReadingChoice = z.infer<typeof readingChoiceSchema>;
export type Encoding = ReadingChoice["encoding"];
export type Delimiter = ReadingChoice["delimiter"];
export type DateOrder = ReadingChoice["dateOrder"];

/** What the bytes of an upload are. A list came as JSON and is kept one JSON array a line. */
const SOURCE_KINDS = ["text", "workbook", "list"] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/**
 * What `uploads.reading` holds once an upload is queued: the choice and everything else that decides what
 * a row becomes, so that reading the same file again gives the same rows.
 */
export const readingSchema = readingChoiceSchema.and(
  z.object({
    kind: z.enum(SOURCE_KINDS),
    /** The account's time zone when the upload was started: a date without a time ends with that day here. */
    timeZone: z.string(),
  }),
);
export type Reading = z.infer<typeof readingSchema>;
