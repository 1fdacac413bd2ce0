import { isId } from "../../db/ids.ts";

// What an instruction is for: who is woken by its result, and what makes two instructions the same.

/** Making codes for somebody: a batch, or a step of a creation (`crn_...:3`). */
export const makingCodes = (purpose: string) => `codes:${purpose}`;
/**
 * Making the rule of a group, and bringing it up to an edit of the offer: one edit at a time, since one that gets lost
 * on its way is given again, and would come after a newer one.
 */
export const makingRule = (groupId: string) => `rule:${groupId}`;
export const changingRule = (templateId: string, groupId: string) => `change:${templateId}:${groupId}`;

/** A look at codes: of a pool, or for a step of a creation. */
export const findingCodes = (purpose: string) => `find:${purpose}`;

/** Whom the result of an instruction concerns. */
export type Concern =
  | { kind: "batch" | "creation" | "group" | "pool" | "template"; id: string }
  | { kind: "nobody" };

export function concernOf(purpose: string): Concern {
  const [what, id = ""] = purpose.split(":");
  if (what === "codes") return { kind: isId("creation", id) ? "creation" : "batch", id };
  if (what === "find") return { kind: isId("creation", id) ? "creation" : "pool", id };
  if (what === "rule") return { kind: "group", id };
  if (what === "change") return { kind: "template", id };
  return { kind: "nobody" };
}
