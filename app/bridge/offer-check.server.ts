import { database } from "#app/db/database.server.ts";
import { offerProblems } from "#app/platforms/magento/offer-problems.ts";
import type { OfferCheck } from "#app/templates/template-input.ts";
import { shopCalendar } from "./shop-calendar.ts";

/** What a Magento store cannot express of an offer; days are those of its own calendar. */
export async function offerCheck(storeId: string, now: Date): Promise<OfferCheck> {
  const { timeZone } = await database().prisma.store.findUniqueOrThrow({
    where: { id: storeId },
    select: { timeZone: true },
  });
  const calendar = shopCalendar(timeZone, now);
  return (offer) => offerProblems(offer, calendar);
}
