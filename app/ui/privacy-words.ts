import type { ContactIdentifier } from "../privacy/contact-identifier.ts";
import type { DataRequest, PrivacyView } from "../privacy/privacy-view.ts";
import { formatCount, formatTime } from "./format.ts";

/** Where an API client puts what looks like an email address. */
export const NAMED_WORDS = {
  keys: "the keys of messages",
  campaigns: "ids of campaigns",
  both: "the keys of messages and ids of campaigns",
} as const;

export interface PersonalNamesShown {
  client: string;
  what: keyof typeof NAMED_WORDS;
}

/** What that means, and what to do. */
export const NAMED_HELP =
  "Contacts are stored scrambled; keys and campaign ids are stored as they come. Use the message's own id and the campaign's own name instead. This notice goes away a week after the last one.";

/** What was found of a customer who asks; where people go by numbers that Shopify does not know, nothing says nothing. */
export function dataFoundWords(
  { messages, orders }: Pick<DataRequest, "messages" | "orders">,
  identifier: ContactIdentifier,
): string {
  const found = [...counted(messages, "message"), ...counted(orders, "order")].join(" and ");
  const isHidden = identifier === "own";
  if (found === "") {
    return isHidden
      ? "Shopify's request cannot find this person: your email platform sends a number of its own. Look it up there and enter it under Find before you answer."
      : "Nothing is stored of this person: an answer as well. The file says so.";
  }
  return isHidden && messages === 0
    ? `${found} with a code. Messages are stored under your email platform's own number: look it up there and enter it under Find before you answer.`
    : `${found} with a code.`;
}

const SOURCE_WORDS: Record<string, string> = {
  api: "asked by the email platform",
  bridge: "asked in Magento",
  merchant: "asked here",
  shopify: "asked by Shopify",
};

/** A person who was forgotten, or is being forgotten. */
export function forgottenWords(
  erased: PrivacyView["erased"][number],
  identifier: ContactIdentifier,
  timeZone: string,
): string {
  const { source, messages, orders, finishedAt, receivedAt } = erased;
  if (!finishedAt) return `Since ${formatTime(receivedAt, timeZone)}: under way`;
  const isHidden = messages === 0 && source === "shopify" && identifier === "own";
  const some = [...counted(messages, "message"), ...counted(orders, "order")].join(" and ");
  const found = some || (isHidden ? "0 messages" : "nothing was stored");
  const whether = isHidden
    ? ". It could not find messages, since your email platform sends a number of its own: have it call contacts/erase, or enter the number above"
    : "";
  return `${formatTime(finishedAt, timeZone)}: ${found}, ${SOURCE_WORDS[source] ?? source}${whether}`;
}

function counted(things: number, one: string): string[] {
  return things === 0 ? [] : [`${formatCount(things)} ${one}${things === 1 ? "" : "s"}`];
}
