import { BlockStack, Card, Checkbox, Text, TextField } from "@shopify/polaris";
import { OfferReach } from "./OfferReach.tsx";
import type { OfferPart } from "./offer-part.ts";

/** From when and until when the codes work. */
export function OfferDates({ values, change, errorOf, timeZone, editing }: OfferPart) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Dates
        </Text>
        <Text as="p" tone="subdued">
          {`Times are your store's (${timeZone.replaceAll("_", " ")}).`}
        </Text>
        <TextField
          label="Starts"
          type="datetime-local"
          value={values.startsAt}
          onChange={(startsAt) => change({ startsAt })}
          error={errorOf("startsAt")}
          autoComplete="off"
        />
        <Checkbox
          label="Set an end"
          helpText="No code of this template works after it. How long a code is valid from its sending is set for each pool."
          checked={values.ends}
          onChange={(ends) => change({ ends })}
        />
        {values.ends ? (
          <TextField
            label="Ends"
            type="datetime-local"
            value={values.endsAt}
            onChange={(endsAt) => change({ endsAt })}
            error={errorOf("endsAt")}
            autoComplete="off"
          />
        ) : null}
        <OfferReach part="dates" editing={editing} />
      </BlockStack>
    </Card>
  );
}
