import type { UploadView } from "../uploads/upload-view.ts";
import type { BadgeTone } from "./pool-words.ts";

export const UPLOAD_STATUS_WORDS = {
  draft: { label: "Not added yet", tone: "warning" },
  queued: { label: "Waiting", tone: "info" },
  reading: { label: "Reading", tone: "info" },
  merging: { label: "Adding", tone: "info" },
  completed: { label: "Done", tone: "success" },
  failed: { label: "Failed", tone: "critical" },
  undoing: { label: "Being undone", tone: "warning" },
  undone: { label: "Undone", tone: undefined },
} as const satisfies Record<UploadView["status"], { label: string; tone: BadgeTone }>;

/** Whether the page should look again soon. */
export function isRunning(status: UploadView["status"]): boolean {
  return status === "queued" || status === "reading" || status === "merging" || status === "undoing";
}

export type RejectReason = "invalid" | "duplicate_in_file" | "duplicate_in_pool" | "duplicate_in_account";

/** What became of the rows that were not added: each a count and a list to download. */
export function rejectsOf(
  upload: UploadView,
): { reason: RejectReason; label: string; help: string; count: number }[] {
  return [
    {
      reason: "duplicate_in_file",
      label: "Repeated in the file",
      help: "The first of them was added.",
      count: upload.duplicateInFile,
    },
    {
      reason: "duplicate_in_pool",
      label: "Already in this pool",
      help: "They are there from an earlier upload.",
      count: upload.duplicateInPool,
    },
    {
      reason: "duplicate_in_account",
      label: "Already in another pool",
      help: "A code exists once in your account. The list names the pool.",
      count: upload.duplicateInAccount,
    },
    {
      reason: "invalid",
      label: "Not usable",
      help: "The list says for each row what is wrong.",
      count: upload.invalid,
    },
  ];
}
