import type { ContactIdentifier } from "./contact-identifier.ts";

/** A customer who wants to know what is stored of them. Instants as ISO strings. */
export interface DataRequest {
  id: string;
  /** Until the file is written. */
  state: "waiting" | "open";
  /** The shop's number of the customer; null where it has none. */
  customerId: string | null;
  domain: string | null;
  messages: number;
  /** Orders that the shop named, with codes that none of these messages carried. */
  orders: number;
  receivedAt: string;
  /** By when the law wants the answer. */
  dueAt: string | null;
  fileUntil: string | null;
}

/** What the page on privacy shows. */
export interface PrivacyView {
  identifier: ContactIdentifier;
  /** Months after which contacts are forgotten without being asked; null: never. */
  contactMonths: number | null;
  requests: DataRequest[];
  /** The last of those that were forgotten. */
  erased: {
    id: string;
    source: string;
    messages: number;
    orders: number;
    receivedAt: string;
    finishedAt: string | null;
  }[];
}
