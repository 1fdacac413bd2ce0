import type { Offer } from "../offer.ts";
import type { RuleToWrite } from "./exchange-messages.ts";
import { offerForMagento } from "./offer-messages.ts";
import type { ShopCalendar } from "./shop-calendar.ts";

/** What the module is to make of an offer: the rule of a group, with whole days in the shop's time zone. */
export function ruleToWrite(
  group: { groupId: string; title: string; offer: Offer; offerVersion: number; endsAt: string | null },
  calendar: ShopCalendar,
): RuleToWrite {
  const { groupId, title, offer, offerVersion, endsAt } = group;
  return {
    group: groupId,
    name: title,
    offer: offerForMagento(offer),
    offerVersion,
    startsOn: calendar.dayOf(offer.startsAt),
    endsOn: endsAt && calendar.dayOf(endsAt),
  };
}
