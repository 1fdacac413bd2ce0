import { join } from "node:path";
import type { RowSource } from "./reading/open-rows.server.ts";
import type { ReadingChoice, SourceKind } from "./reading/reading-choice.ts";
import { sheetsDirectory, uploadFile } from "./upload-files.server.ts";
import { sheetFile } from "./workbook/sheet-files.ts";

/** The text form that the rows of an upload are read from. */
export function rowSource(
  filePath: string,
  kind: SourceKind,
  choice: Pick<ReadingChoice, "sheet" | "encoding" | "delimiter">,
): RowSource {
  switch (kind) {
    case "text":
      return {
        form: "text",
        path: uploadFile(filePath),
        encoding: choice.encoding,
        delimiter: choice.delimiter,
      };
    case "workbook":
      return { form: "json", path: join(sheetsDirectory(filePath), sheetFile(choice.sheet)) };
    case "list":
      return { form: "json", path: uploadFile(filePath) };
    default:
      return kind satisfies never;
  }
}
