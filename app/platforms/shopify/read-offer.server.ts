import type { FoundOffer, PlatformResult } from "../discount-platform.ts";
import type { Offer } from "../offer.ts";
import type { AdminClient } from "./admin-client.ts";
import { ask } from "./ask.ts";
import { discountAnswer } from "./discount-answers.ts";
import { typeOfOffer } from "./discount-input.ts";
import { DISCOUNT } from "./documents/read-documents.ts";
import { NOTHING_YET } from "./list-inputs.ts";
import { offerOfDiscount } from "./offer-of-discount.ts";
import { readLists } from "./read-lists.server.ts";
import { discountNodeId } from "./shopify-ids.ts";

/**
 * What a discount of ours is now. Its lists, which cost the most by far, are asked for only where it has some.
 * Null: it is gone.
 */
export async function readOffer(
  admin: AdminClient,
  { discountId, expected }: { discountId: string; expected: Offer },
): Promise<PlatformResult<FoundOffer | null>> {
  const answer = await ask(admin, DISCOUNT, { id: discountNodeId(discountId) }, discountAnswer);
  if (!answer.ok) return answer;
  const discount = answer.value.discountNode?.discount;
  if (!discount || !("title" in discount)) return { ok: true, value: null };
  const withSegments = expected.customers.kind === "segments";
  const items = [
    "customerBuys" in discount ? discount.customerBuys.items.__typename : "AllDiscountItems",
    "customerGets" in discount ? discount.customerGets.items.__typename : "AllDiscountItems",
  ];
  const hasLists = withSegments || items.some((kind) => kind !== "AllDiscountItems");
  const countries =
    "destinationSelection" in discount && discount.destinationSelection.__typename === "DiscountCountries"
      ? discount.destinationSelection.countries
      : null;
  if (!hasLists) {
    return { ok: true, value: offerOfDiscount(discount, { ...NOTHING_YET, countries }, expected) };
  }
  const type = typeOfOffer(expected);
  const lists = await readLists(admin, { discountId, type, withSegments });
  if (!lists.ok) return lists;
  return { ok: true, value: lists.value && offerOfDiscount(discount, lists.value.lists, expected) };
}
