import { BlockStack, Card, List, Text } from "@shopify/polaris";
import { codeFormatSchema } from "../codes/code-format.ts";
import { exampleCode } from "../codes/draw-codes.ts";
import { offerSchema } from "../platforms/offer.ts";
import { offerInWords } from "../templates/offer-in-words.ts";
import { offerMissing } from "./offer-form-errors.ts";
import type { OfferFormValues } from "./offer-form-values.ts";
import { offerOfForm } from "./offer-of-form.ts";

/** How codes look as long as a pool says nothing else. */
const EXAMPLE = exampleCode(codeFormatSchema.parse({}));

interface OfferSummaryProps {
  values: OfferFormValues;
  currency: string;
  timeZone: string;
}

/** What the form says, in sentences, as it is typed. */
export function OfferSummary({ values, currency, timeZone }: OfferSummaryProps) {
  const read = offerSchema.safeParse(offerOfForm(values, timeZone));
  const [value, ...rest] = read.success ? offerInWords(read.data, { currency, timeZone }) : [];
  const missing = read.success ? [] : offerMissing(read.error.issues);
  return (
    <Card>
      <BlockStack gap="300">
        <div className="cp-break">
          <Text as="h2" variant="headingMd">
            {values.name.trim() || "No name yet"}
          </Text>
        </div>
        {value === undefined ? (
          <>
            <Text as="p" tone="subdued">
              {`The offer stands here in words as soon as it is complete.${missing.length > 0 ? " Still to do:" : ""}`}
            </Text>
            <List gap="extraTight">
              {missing.map((sentence) => (
                <List.Item key={sentence}>{sentence}</List.Item>
              ))}
            </List>
          </>
        ) : (
          <>
            <Text as="p" fontWeight="semibold">
              {value}
            </Text>
            <List gap="extraTight">
              {rest.map((sentence) => (
                <List.Item key={sentence}>{sentence}</List.Item>
              ))}
            </List>
          </>
        )}
        <Text as="p" tone="subdued" variant="bodySm">
          {`For example ${EXAMPLE}. Each pool may set a format of its own.`}
        </Text>
      </BlockStack>
    </Card>
  );
}
