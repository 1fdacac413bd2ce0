import type { LiveCampaign } from "../campaigns/campaign-view.ts";
import type { PoolDetail } from "../pools/pool-view.ts";

/** Codes of a dynamic pool that Shopify has, or is about to, and nobody was given. Uploaded ones are not ours to delete. */
export function unassignedCodes(pool: Pick<PoolDetail, "type" | "counts">): number {
  return pool.type === "dynamic" ? pool.counts.available + pool.counts.pending : 0;
}

/** How many campaigns are named; the rest is a number. */
const NAMED_MAX = 3;

/** Which campaigns use a pool that is about to be archived, in one sentence. */
export function archiveSentence(campaigns: readonly LiveCampaign[]): string {
  const names = campaigns.slice(0, NAMED_MAX).map(({ name }) => name);
  const more = campaigns.length - names.length;
  const all = more > 0 ? [...names, `${more} more`] : names;
  const last = all.at(-1) ?? "";
  const list = all.length === 1 ? last : `${all.slice(0, -1).join(", ")} and ${last}`;
  return campaigns.length === 1
    ? `The campaign ${list} uses this pool now.`
    : `The campaigns ${list} use this pool now.`;
}
