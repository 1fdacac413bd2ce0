import { BlockStack, Card, List, Text } from "@shopify/polaris";
import { formatHours } from "./format.ts";
import type { PoolFormValues } from "./pool-form-values.ts";
import { lowWaterSentence, PER_CONTACT_WORDS, whenDrySentence } from "./pool-words.ts";

/** What the form says, in sentences. */
export function PoolFormSummary({ values }: { values: PoolFormValues }) {
  const lowWaterValue = Number(values.lowWaterValue);
  return (
    <Card>
      <BlockStack gap="300">
        <div className="cp-break">
          <BlockStack gap="050">
            <Text as="h2" variant="headingMd">
              {values.name.trim() || "No name yet"}
            </Text>
            <Text as="p" tone="subdued">
              {values.handle || "no-handle-yet"}
            </Text>
          </BlockStack>
        </div>
        <List gap="extraTight">
          <List.Item>It hands out the codes that you upload.</List.Item>
          <List.Item>{PER_CONTACT_WORDS[values.perContact].label}.</List.Item>
          <List.Item>{whenDrySentence(values)}</List.Item>
          {Number.isInteger(lowWaterValue) ? (
            <List.Item>{lowWaterSentence({ lowWaterUnit: values.lowWaterUnit, lowWaterValue })}</List.Item>
          ) : null}
          <List.Item>
            {values.releaseAllowed
              ? `Unsent codes come back within ${formatHours(Number(values.releaseWindowHours))} and wait ${formatHours(Number(values.releaseQuarantineHours))}.`
              : "Assigned codes never come back."}
          </List.Item>
        </List>
      </BlockStack>
    </Card>
  );
}
