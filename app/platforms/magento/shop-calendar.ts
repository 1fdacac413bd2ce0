/** Days of a shop, as its clocks have them. */
export interface ShopCalendar {
  /** `2026-11-24` */
  today: string;
  /** The day of an instant in ISO 8601. */
  dayOf: (instant: string) => string;
  /** The first moment of a day, in ISO 8601. */
  startOf: (day: string) => string;
  /** The last second of a day, in ISO 8601. */
  endOf: (day: string) => string;
}
