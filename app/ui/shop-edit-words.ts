import type { OfferPart } from "../platforms/offer-parts.ts";
import type { GroupEdit, TemplateDetail } from "../templates/template-view.ts";
import { formatTime } from "./format.ts";

/** The discounts about which the merchant has to decide. What is being restored already is no question any more. */
export function editedDiscounts(
  groups: TemplateDetail["groups"],
): { id: string; title: string; edit: GroupEdit }[] {
  return groups.flatMap(({ id, title, edit, isCurrent }) => (edit && isCurrent ? [{ id, title, edit }] : []));
}

/** How the parts of an offer are called in the middle of a sentence. */
const PARTS: Record<OfferPart, string> = {
  value: "what it is worth",
  items: "what it applies to",
  minimum: "the minimum purchase",
  customers: "the customers",
  usesPerCode: "the uses per code",
  oncePerCustomer: "the limit per customer",
  purchase: "subscriptions",
  combinesWith: "the combinations with other discounts",
  startsAt: "the start",
};

/** What somebody changed of one discount: "what it is worth and the end". */
export function changedWords({ parts, end }: Pick<GroupEdit, "parts" | "end">): string {
  const names = [...parts.map((part) => PARTS[part]), ...(end ? ["the end"] : [])];
  const last = names.pop() ?? "";
  return names.length === 0 ? last : `${names.join(", ")} and ${last}`;
}

/** What another end means for the codes; null where it is as we set it. */
export function endWords(
  { end, endsAt }: Pick<GroupEdit, "end" | "endsAt">,
  timeZone: string,
): string | null {
  switch (end) {
    case "earlier":
      return `It now ends ${endsAt ? formatTime(endsAt, timeZone) : "sooner"}, sooner than the codes were made for. Codes that no longer last long enough are not handed out; those already sent stop working at that time.`;
    case "later":
      return `It now ends ${endsAt ? formatTime(endsAt, timeZone) : "later"}, later than its codes say. They go on being handed out, and work longer.`;
    case "removed":
      return "It no longer has an end. Its codes go on being handed out, and work longer than they say.";
    case null:
      return null;
    default:
      return end satisfies never;
  }
}
