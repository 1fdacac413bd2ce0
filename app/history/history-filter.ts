import { HISTORY_VERBS, type HistoryVerb } from "./history-verbs.ts";

/** Who did something. `bridge`: a Magento store by itself; people in its admin go by their names. */
export const HISTORY_WHO = ["people", "api", "bridge", "system"] as const;
export type HistoryWho = (typeof HISTORY_WHO)[number];

/** What something was done to, and how the verbs about it begin. */
const VERBS_ABOUT = {
  pools: ["pool.", "codes."],
  codes: ["upload.", "code.", "creation.", "claim.", "claims."],
  campaigns: ["campaign.", "codes.prepared"],
  templates: ["template."],
  stores: ["store."],
  privacy: ["contact.", "privacy.", "store.erased"],
  settings: ["account.", "api_client.", "endpoint."],
} as const;
export type HistoryAbout = keyof typeof VERBS_ABOUT;
export const HISTORY_ABOUT = Object.keys(VERBS_ABOUT) as HistoryAbout[];

export function verbsAbout(about: HistoryAbout): HistoryVerb[] {
  const verbs = Object.keys(HISTORY_VERBS) as HistoryVerb[];
  return verbs.filter((verb) => VERBS_ABOUT[about].some((begin) => verb.startsWith(begin)));
}
