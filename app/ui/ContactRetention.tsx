import { BlockStack, Card, Select, Text } from "@shopify/polaris";
import { CONTACT_MONTHS } from "../privacy/contact-identifier.ts";

type Months = (typeof CONTACT_MONTHS)[number];

/** How long it is known who got which code. */
export function ContactRetention({
  months,
  running,
  onChange,
}: {
  months: number | null;
  running: "yes" | "no";
  onChange: (months: Months | null) => void;
}) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          How long contacts are kept
        </Text>
        <Select
          label="Forget whom a code was for"
          options={[
            { label: "Never, until somebody asks", value: "" },
            ...CONTACT_MONTHS.map((value) => ({ label: `After ${value} months`, value: String(value) })),
          ]}
          value={months === null ? "" : String(months)}
          disabled={running === "yes"}
          onChange={(chosen) => onChange(CONTACT_MONTHS.find((value) => String(value) === chosen) ?? null)}
          helpText="Counted from the message, done at night. Codes stay assigned and counts stay as they are. In a pool with one code per contact, a person can get another one afterwards."
        />
      </BlockStack>
    </Card>
  );
}
