import type { HistoryAbout, HistoryWho } from "../history/history-filter.ts";

const WHO: Record<HistoryWho, string> = {
  people: "People",
  api: "API clients",
  bridge: "Magento stores",
  system: "The app itself",
};

const ABOUT: Record<HistoryAbout, string> = {
  pools: "Pools",
  codes: "Uploads and codes",
  campaigns: "Campaigns",
  templates: "Templates",
  stores: "Stores",
  privacy: "Erased data",
  settings: "Settings",
};

const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** What the history can be narrowed to. */
export const WHO_WORDS = optionsOf(WHO);
export const ABOUT_WORDS = optionsOf(ABOUT);

/** Entries that no person and no API client made carry a word that is no name. */
const NOBODY: Record<string, string> = { system: "The app itself", shopify: "Asked for by Shopify" };

export function actorWords(actor: string): string {
  return NOBODY[actor] ?? actor;
}
