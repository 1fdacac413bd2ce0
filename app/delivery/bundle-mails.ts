import type { EventType } from "../events/event-types.ts";
import { MANY_POOLS_WORDS } from "../ui/alert-words.ts";

/** What can be told of several pools in one mail. */
export type BundledType = keyof typeof MANY_POOLS_WORDS;
export const BUNDLED_TYPES = Object.keys(MANY_POOLS_WORDS) as BundledType[];

export function isBundled(type: EventType): type is BundledType {
  return BUNDLED_TYPES.some((one) => one === type);
}

/**
 * Brings together the mails that tell one person the same of several pools of an account: a store that leaves takes a
 * thousand pools with it, and nobody reads a thousand mails. In the order of the first of each.
 */
export function bundleMails<
  Mail extends { accountId: string; address: string; type: EventType; isReminder: boolean },
>(mails: readonly Mail[]): Mail[][] {
  const bundles = new Map<string, Mail[]>();
  for (const [place, mail] of mails.entries()) {
    const { accountId, address, type, isReminder } = mail;
    const name = JSON.stringify(isBundled(type) ? [accountId, address, type, isReminder] : [place]);
    bundles.set(name, [...(bundles.get(name) ?? []), mail]);
  }
  return [...bundles.values()];
}
