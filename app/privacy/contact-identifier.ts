/** How an email platform names the people it sends to. */
export const CONTACT_IDENTIFIERS = ["email", "customer_id", "phone", "own"] as const;
export type ContactIdentifier = (typeof CONTACT_IDENTIFIERS)[number];
