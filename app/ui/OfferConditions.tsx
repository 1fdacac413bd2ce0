import { BlockStack, Card, Checkbox, ChoiceList, Text } from "@shopify/polaris";
import { OfferNumber } from "./OfferNumber.tsx";
import { OfferReach } from "./OfferReach.tsx";
import { OfferSegments } from "./OfferSegments.tsx";
import type { OfferFormValues } from "./offer-form-values.ts";
import type { OfferPart } from "./offer-part.ts";
import { COUNTED_PER_CODE } from "./template-words.ts";

function heading(text: string) {
  return (
    <Text as="span" variant="headingMd">
      {text}
    </Text>
  );
}

/** Who may use the codes, on what, and how often. */
export function OfferConditions(part: OfferPart) {
  const { values } = part;
  return (
    <>
      {values.reward === "buy_x_get_y" ? null : <Minimum {...part} />}
      <Customers {...part} />
      <Uses {...part} />
      <Purchase {...part} />
      <Combinations {...part} />
    </>
  );
}

function Minimum(part: OfferPart) {
  const { values, change, currency, editing } = part;
  return (
    <Card>
      <BlockStack gap="300">
        <ChoiceList
          title={heading("Minimum purchase")}
          choices={[
            { value: "none", label: "None" },
            {
              value: "subtotal",
              label: "A minimum amount",
              renderChildren: (selected) =>
                selected ? (
                  <OfferNumber {...part} field="minimumAmount" label="Minimum amount" suffix={currency} />
                ) : null,
            },
            {
              value: "quantity",
              label: "A minimum number of items",
              renderChildren: (selected) =>
                selected ? (
                  <OfferNumber {...part} field="minimumQuantity" label="Minimum number" suffix="items" />
                ) : null,
            },
          ]}
          selected={[values.minimum]}
          onChange={([minimum]) => change({ minimum: minimum as OfferFormValues["minimum"] })}
        />
        <OfferReach part="minimum" editing={editing} />
      </BlockStack>
    </Card>
  );
}

function Customers({ values, change, errorOf, editing }: OfferPart) {
  return (
    <Card>
      <BlockStack gap="300">
        <ChoiceList
          title={heading("Customers")}
          choices={[
            { value: "all", label: "All customers" },
            {
              value: "segments",
              label: "Chosen customer segments",
              helpText: "The checkout refuses the code to everybody else.",
            },
          ]}
          selected={[values.customers]}
          onChange={([customers]) => change({ customers: customers as OfferFormValues["customers"] })}
        />
        {values.customers === "segments" ? (
          <OfferSegments
            chosen={values.segments}
            error={errorOf("segments")}
            onChange={(segments) => change({ segments })}
          />
        ) : null}
        <OfferReach part="customers" editing={editing} />
      </BlockStack>
    </Card>
  );
}

function Uses(part: OfferPart) {
  const { values, change } = part;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Uses
        </Text>
        <Checkbox
          label="Limit how often a code can be used"
          checked={values.usesLimited}
          onChange={(usesLimited) => change({ usesLimited })}
        />
        {values.usesLimited ? (
          <OfferNumber {...part} field="usesPerCode" label="Uses per code" helpText={COUNTED_PER_CODE} />
        ) : (
          <Text as="p" tone="caution">
            A code that gets passed on can be used again and again.
          </Text>
        )}
        <Checkbox
          label="Once per customer"
          helpText={COUNTED_PER_CODE}
          checked={values.oncePerCustomer}
          onChange={(oncePerCustomer) => change({ oncePerCustomer })}
        />
        <OfferReach part="uses" editing={part.editing} />
      </BlockStack>
    </Card>
  );
}

function Purchase(part: OfferPart) {
  const { values, change, errorOf } = part;
  return (
    <Card>
      <BlockStack gap="300">
        <ChoiceList
          title={heading("Works on")}
          choices={[
            { value: "one_time", label: "One-time purchases" },
            { value: "subscription", label: "Subscriptions" },
            { value: "both", label: "Both" },
          ]}
          selected={[values.purchase]}
          onChange={([purchase]) => change({ purchase: purchase as OfferFormValues["purchase"] })}
          error={errorOf("purchase")}
        />
        {values.purchase !== "one_time" && values.reward !== "buy_x_get_y" ? (
          <OfferNumber
            {...part}
            field="recurringCycles"
            label="Orders of a subscription that get it"
            helpText="1 is the first order only, 0 is every order."
          />
        ) : null}
        <OfferReach part="purchase" editing={part.editing} />
      </BlockStack>
    </Card>
  );
}

function Combinations({ values, change, errorOf, editing }: OfferPart) {
  const choices = [
    { value: "combinesProduct", label: "Product discounts" },
    { value: "combinesOrder", label: "Order discounts" },
    ...(values.reward === "free_shipping"
      ? []
      : [{ value: "combinesShipping", label: "Shipping discounts" }]),
  ] as { value: "combinesProduct" | "combinesOrder" | "combinesShipping"; label: string }[];
  return (
    <Card>
      <BlockStack gap="300">
        <ChoiceList
          title={heading("Combines with")}
          allowMultiple
          choices={choices}
          selected={choices.map(({ value }) => value).filter((value) => values[value])}
          onChange={(chosen) =>
            change(Object.fromEntries(choices.map(({ value }) => [value, chosen.includes(value)])))
          }
          error={errorOf("combinesShipping")}
        />
        <OfferReach part="combinations" editing={editing} />
      </BlockStack>
    </Card>
  );
}
