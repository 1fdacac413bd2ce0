import { BlockStack, Card, List, Text } from "@shopify/polaris";
import { offerSchema } from "../platforms/offer.ts";
import { offerInWords } from "../templates/offer-in-words.ts";
import { type OfferFormValues, offerOfForm } from "./offer-form-values.ts";

interface OfferSummaryProps {
  values: OfferFormValues;
  currency: string;
  timeZone: string;
}

/** What the form says, in sentences, as it is typed. */
export function OfferSummary({ values, currency, timeZone }: OfferSummaryProps) {
  const read = offerSchema.safeParse(offerOfForm(values, timeZone));
  const [value, ...rest] = read.success ? offerInWords(read.data, currency) : [];
  return (
    <Card>
      <BlockStack gap="300">
        <div className="cp-break">
          <Text as="h2" variant="headingMd">
            {values.name.trim() || "No name yet"}
          </Text>
        </div>
        {value === undefined ? (
          <Text as="p" tone="subdued">
            Something is still missing. The offer stands here in words as soon as it is complete.
          </Text>
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
          Codes look like K7QMX-3XDPH, unless a pool sets its own format.
        </Text>
      </BlockStack>
    </Card>
  );
}
