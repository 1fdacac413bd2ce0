/** How an email platform names the people it sends to. */
export const CONTACT_IDENTIFIERS = ["email", "customer_id", "phone", "own"] as const;
/** Months after which contacts may be forgotten without being asked. */
export const CONTACT_MONTHS = [3, 6, 13, 24, 36] as const;
export type ContactIdentifier = (typeof CONTACT_IDENTIFIERS)[number];
