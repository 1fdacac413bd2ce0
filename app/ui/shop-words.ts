import { REFUSED_SENTENCES, type RefusedCode } from "../pools/refused-codes.ts";
import { unavailableWords } from "./dynamic-words.ts";
import { formatCodes, formatCount } from "./format.ts";

/** What became of the creation of a pool's codes in its shop, or how far it is. */
export interface CreationShown {
  id: string;
  state: "running" | "cancelling" | "finished" | "cancelled" | "failed";
  templateName: string;
  total: number;
  created: number;
  already: number;
  refused: number;
  trouble: string | null;
}

/** "3 of 5 codes looked up would be refused at the checkout" */
export function refusedTitle(looked: number, refused: number): string {
  return `${formatCount(refused)} of ${formatCodes(looked)} looked up would be refused at the checkout`;
}

/** "Not in the shop" or "The discount that has this code has ended: Summer 2025" */
export function refusedSentence({ why, discount }: Pick<RefusedCode, "why" | "discount">): string {
  return discount ? `${REFUSED_SENTENCES[why]}: ${discount}` : REFUSED_SENTENCES[why];
}

/** Whether creating codes in the shop helps; a discount that does not work is repaired there instead. */
export function isCreationOfUse(refused: readonly Pick<RefusedCode, "why">[]): boolean {
  return refused.some(({ why }) => why === "not_in_shop");
}

/** Whether codes are being created, so that the figures change by themselves. */
export function isCreating(creation: CreationShown | null): boolean {
  return creation?.state === "running" || creation?.state === "cancelling";
}

/** How much of a creation is done, from 0 to 100. Codes that were assigned or added meanwhile may move it a little. */
export function creationPercent({ total, created, already, refused }: CreationShown): number {
  return total === 0 ? 100 : Math.min(100, Math.floor(((created + already + refused) * 100) / total));
}

/** "120 created · 5 there already · 2 refused" */
export function creationCounts({ created, already, refused }: CreationShown): string {
  return [
    `${formatCount(created)} created`,
    `${formatCount(already)} there already`,
    `${formatCount(refused)} refused`,
  ].join(" · ");
}

/** What a creation that is over is called, and how good that is. */
export function creationOutcome(creation: CreationShown): { tone: "success" | "warning"; title: string } {
  const { state, refused, created } = creation;
  if (state === "failed") return { tone: "warning", title: `Stopped after ${formatCodes(created)}` };
  if (state === "cancelled") return { tone: "warning", title: `Cancelled after ${formatCodes(created)}` };
  if (refused > 0) return { tone: "warning", title: `${formatCodes(refused)} could not be created` };
  return { tone: "success", title: "All codes are in your store" };
}

/** Why something cannot go on: a reason of a store out of reach in words, or the sentence itself. */
export function troubleWords(trouble: string): string {
  const isSentence = trouble.includes(" ");
  if (isSentence) return trouble;
  const { why, repair } = unavailableWords(trouble, "existing");
  return `${why} ${repair}`;
}
