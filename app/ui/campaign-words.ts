import type { LiveCampaign } from "../campaigns/campaign-view.ts";
import type { PreparationLine } from "../campaigns/preparation-view.ts";
import type { PoolDetail } from "../pools/pool-view.ts";
import { formatCodes, formatCount } from "./format.ts";
import type { BadgeTone } from "./pool-words.ts";

export const CAMPAIGN_TYPE_WORDS = {
  automation: "Automation",
  broadcast: "Broadcast",
} as const satisfies Record<LiveCampaign["type"], string>;

/** Whether a preparation reserves codes now. */
export function isOpen({ status }: Pick<PreparationLine, "status">): boolean {
  return status === "preparing" || status === "ready";
}

/** How far a preparation is: a short name, its colour, and what there is to say about it. */
export function preparationWords(
  line: PreparationLine,
  pool: Pick<PoolDetail, "status" | "type">,
): { label: string; tone: BadgeTone; note: string | null } {
  switch (line.status) {
    case "ready":
      return { label: "Ready", tone: "success", note: null };
    case "used":
      return { label: "Used up", tone: undefined, note: null };
    case "over":
      return { label: "Over", tone: undefined, note: null };
    case "preparing":
      return preparingWords(line, pool);
    default:
      throw new Error(`An unknown status: ${line.status satisfies never}`);
  }
}

function preparingWords(
  { short, isDue }: PreparationLine,
  pool: Pick<PoolDetail, "status" | "type">,
): ReturnType<typeof preparationWords> {
  if (pool.status === "archived" || pool.status === "unavailable") {
    return { label: "Stopped", tone: "critical", note: "No codes are made while this pool hands out none." };
  }
  if (short > 0) {
    const missing = `${formatCodes(short)} too few`;
    return pool.type === "static"
      ? { label: "Too few codes", tone: "warning", note: `The pool has ${missing}. Upload more.` }
      : { label: "Limit too low", tone: "warning", note: `The pool's limit leaves ${missing}. Raise it.` };
  }
  if (!isDue) {
    return {
      label: "Waiting for its day",
      tone: "info",
      note: "Codes of this pool count their days from the sending, so these are made just before it.",
    };
  }
  return { label: "Being made", tone: "info", note: null };
}

/** Share of a preparation's codes that are there, handed out ones included; 0 to 100, never rounded up. */
export function preparedPercent({ quantity, claimed, ready }: PreparationLine): number {
  return quantity === 0 ? 100 : Math.floor((100 * Math.min(quantity, claimed + ready)) / quantity);
}

/** How many codes of a preparation are there, in one sentence. */
export function preparedSentence(line: PreparationLine): string {
  const { quantity, claimed, ready } = line;
  if (!isOpen(line)) return `${formatCount(claimed)} of ${formatCodes(quantity)} handed out.`;
  const there = `${formatCount(claimed + ready)} of ${formatCodes(quantity)} ready`;
  return claimed === 0 ? `${there}.` : `${there}, ${formatCount(claimed)} of them handed out.`;
}

/** What an announced campaign is expected to need, in one sentence. */
export function expectedNeed(
  campaign: LiveCampaign,
  preparations: readonly PreparationLine[],
  pool: Pick<PoolDetail, "type" | "status" | "dynamic">,
): string {
  if (pool.status === "archived") return "Gets no codes while this pool is archived.";
  const needed = preparations
    .filter((line) => line.campaignId === campaign.id && isOpen(line))
    .reduce((sum, { quantity, claimed }) => sum + quantity - claimed, 0);
  if (needed > 0) return `Expected to need ${formatCodes(needed)}, as prepared.`;
  if (pool.type === "static" || !pool.dynamic) return "Takes from the codes that are left.";
  const { bufferBase } = pool.dynamic;
  const kept = bufferBase > 0 ? `the ${formatCodes(bufferBase)} kept ready` : "the codes kept ready";
  return campaign.type === "automation"
    ? `Takes from ${kept}, which are made up for as it sends.`
    : `Has not said how many codes it needs: only ${kept} wait for it.`;
}
