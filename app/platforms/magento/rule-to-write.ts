import { dateAt } from "../../codes/zoned-time.ts";
import type { Offer } from "../offer.ts";
import type { RuleToWrite } from "./exchange-messages.ts";
import { offerForMagento } from "./offer-messages.ts";

/** What the module is to make of an offer: the rule of a group, with whole days in the shop's time zone. */
export function ruleToWrite(
  group: { groupId: string; title: string; offer: Offer; endsAt: string | null },
  timeZone: string,
): RuleToWrite {
  const { groupId, title, offer, endsAt } = group;
  return {
    group: groupId,
    name: title,
    offer: offerForMagento(offer),
    startsOn: day(offer.startsAt, timeZone),
    endsOn: endsAt && day(endsAt, timeZone),
  };
}

function day(instant: string, timeZone: string): string {
  const { year, month, day: dayOfMonth } = dateAt(new Date(instant), timeZone);
  return `${year}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}
