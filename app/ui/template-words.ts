import type { TemplateDetail, TemplateView } from "../templates/template-view.ts";
import type { BadgeTone } from "./pool-words.ts";

/** How the state of a template's discount is called and coloured, and what it means for its pools. */
export const PLATFORM_STATUS_WORDS = {
  working: { label: "Active", tone: "success", meaning: null },
  scheduled: {
    label: "Scheduled",
    tone: "info",
    meaning: "The discount has not started. Until it does, its pools hand out no codes.",
  },
  ended: {
    label: "Ended",
    tone: "critical",
    meaning:
      "The discount has ended, so its pools hand out no codes. Give it a later end in the store, or use another template.",
  },
  inactive: {
    label: "Deactivated",
    tone: "critical",
    meaning:
      "The discount is deactivated in the store, so its pools hand out no codes. Activate it there, and they go on by themselves.",
  },
  deleted: {
    label: "Deleted",
    tone: "critical",
    meaning:
      "The discount was deleted in the store. Codes that were already sent no longer work, and its pools hand out no new ones.",
  },
  unreachable: {
    label: "Out of reach",
    tone: "warning",
    meaning: "Your store could not be asked about this discount. Check the connection in Settings.",
  },
} as const satisfies Record<
  TemplateView["platformStatus"],
  { label: string; tone: BadgeTone; meaning: string | null }
>;

/** What is told in another way of a template whose discounts the app makes itself. */
const DESCRIBED_MEANINGS: Partial<Record<TemplateView["platformStatus"], string>> = {
  ended:
    "The offer has ended, so its pools hand out no codes. Edit the template to give it a later end, or none.",
  deleted:
    "A discount of this template was deleted in the store. Codes of it that were already sent no longer work. It can be created again, and pools that stopped go on with new codes.",
};

/** What the state of a template's discounts means, and what to do; null when all is well. */
export function templateMeaning({
  platformStatus,
  source,
}: Pick<TemplateView, "platformStatus" | "source">): string | null {
  const meaning = PLATFORM_STATUS_WORDS[platformStatus].meaning;
  return (source === "described" && DESCRIBED_MEANINGS[platformStatus]) || meaning;
}

export const SOURCE_WORDS = {
  existing: "A discount of your store",
  described: "Described here",
} as const satisfies Record<TemplateView["source"], string>;

const GROUP_WORDS: Record<string, { label: string; tone: BadgeTone }> = {
  planned: { label: "To be created", tone: "info" },
  live: { label: "Live", tone: "success" },
  ended: { label: "Ended", tone: undefined },
  deleted: { label: "Deleted", tone: undefined },
};

/** A discount that is live by its dates may still be switched off in the store, or not have begun. */
export function groupWords({
  state,
  platformStatus,
}: Pick<TemplateDetail["groups"][number], "state" | "platformStatus">): { label: string; tone: BadgeTone } {
  if (state === "live" && platformStatus !== "working") return PLATFORM_STATUS_WORDS[platformStatus];
  return GROUP_WORDS[state] ?? { label: state, tone: undefined };
}

/** What the platform refused of a discount, in front of its own sentence. */
export function refusedWords({ state, isCurrent }: { state: string; isCurrent: boolean }): string {
  if (state === "planned") return "it was not created.";
  return isCurrent ? "new codes were not added." : "your last change was not made.";
}

/** How far an edit has come on the discounts in the store; null when there is nothing to tell. */
export function updateProgress(
  groups: { state: string; isCurrent: boolean; refusal: string | null }[],
): { done: number; refused: number; total: number } | null {
  const live = groups.filter(({ state }) => state === "live");
  const done = live.filter(({ isCurrent }) => isCurrent).length;
  if (done === live.length) return null;
  const refused = live.filter(({ isCurrent, refusal }) => !isCurrent && refusal !== null).length;
  return { done, refused, total: live.length };
}

/** Said next to whatever is limited per code. */
export const COUNTED_PER_CODE = "Uses are counted per code: a person with three codes can use all three.";
