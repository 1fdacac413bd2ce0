import { BlockStack, Text } from "@shopify/polaris";
import type { DiscountSummary } from "../platforms/discount-platform.ts";
import { formatTime } from "./format.ts";

const STATUS = { active: "Active", scheduled: "Scheduled", expired: "Ended or deactivated" } as const;

/** What a discount of the store says about itself. */
export function TemplateDiscount({ discount, timeZone }: { discount: DiscountSummary; timeZone: string }) {
  const { startsAt, endsAt } = discount;
  const dates = `${startsAt ? formatTime(startsAt, timeZone) : "No beginning"} – ${endsAt ? formatTime(endsAt, timeZone) : "no end"}`;
  const uses = [
    discount.usesPerCode === null ? "No limit" : String(discount.usesPerCode),
    ...(discount.oncePerCustomer ? ["once per customer"] : []),
  ];
  const facts: [string, string][] = [
    ["Value", discount.value],
    ["Conditions", discount.conditions.length > 0 ? `${discount.conditions.join(". ")}.` : "None"],
    ["Status", STATUS[discount.status]],
    ["Dates", dates],
    ["Uses per code", uses.join(", ")],
  ];
  return (
    <BlockStack gap="200">
      <dl className="cp-list">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Text as="p" tone="subdued" variant="bodySm">
        Uses and “once per customer” are counted per code: a person with three codes can use all three.
      </Text>
    </BlockStack>
  );
}
