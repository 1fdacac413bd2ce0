import type { ExpiryPrecision } from "./pool-view.ts";

/** Beyond so many days a code may be valid for up to a week longer, so that there are fewer discounts. */
const DAILY_EXPIRY_DAYS_MAX = 14;

/** How exact the expiry is when nobody chose; days null: as the template says. */
export function usualPrecision(validDays: number | null): ExpiryPrecision {
  return validDays !== null && validDays > DAILY_EXPIRY_DAYS_MAX ? "week" : "day";
}
