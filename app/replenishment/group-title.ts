import { dateAt } from "../codes/zoned-time.ts";

/** The tag of every discount that we make. */
export const GROUP_TAG = "coupon-pools";
/** Characters of a discount's title on Shopify. */
const TITLE_CHARACTERS_MAX = 255;

/**
 * What a group's discount is called on the platform: sorts by template and end, and is nobody else's, so that a
 * create whose answer was lost can be found by it.
 */
export function groupTitle(group: {
  id: string;
  templateName: string;
  endsAt: Date | null;
  timeZone: string;
}): string {
  const rest = `${group.endsAt ? ` · until ${isoDate(group.endsAt, group.timeZone)}` : ""} · ${group.id.slice(-8)}`;
  return `${group.templateName.slice(0, TITLE_CHARACTERS_MAX - rest.length)}${rest}`;
}

function isoDate(instant: Date, timeZone: string): string {
  const { year, month, day } = dateAt(instant, timeZone);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
