import type { ReadingChoice } from "../uploads/reading/reading-choice.ts";
import type { Chosen, PreviewView } from "./upload-preview.ts";

/** What the page of an upload asks the server to do. */
export type UploadChange =
  | { intent: "preview"; chosen: Chosen }
  | { intent: "start"; choice: ReadingChoice }
  | { intent: "discard" }
  | { intent: "undo" };

/** What came of it. */
export interface UploadAnswer {
  intent: UploadChange["intent"];
  preview: PreviewView | null;
  problem: string | null;
}
