import { Text } from "@shopify/polaris";
import type { OfferPart } from "./offer-part.ts";

const AT_ONCE = "Changes at once in Shopify, for every code, also those that were sent.";

/** What a change of a part does to codes that were sent, and what holds for new ones alone. */
const REACH = {
  reward: `${AT_ONCE} The kind of discount stays: to offer another kind, duplicate the template.`,
  minimum: AT_ONCE,
  customers: AT_ONCE,
  uses: `${AT_ONCE} Uses until now count: a code that has reached the new number no longer works.`,
  purchase: AT_ONCE,
  combinations: AT_ONCE,
  dates:
    "The start changes at once in Shopify, for every code. So does the end, for codes without days of their own. " +
    "Codes that expire days after their sending keep the end that they were sent with; new ones are made only if they end before this one.",
} as const;

interface OfferReachProps extends Pick<OfferPart, "editing"> {
  part: keyof typeof REACH;
}

/** Says whom a change of this part reaches; nothing where the offer is new. */
export function OfferReach({ part, editing }: OfferReachProps) {
  if (editing === "no") return null;
  return (
    <Text as="p" tone="subdued" variant="bodySm">
      {REACH[part]}
    </Text>
  );
}
